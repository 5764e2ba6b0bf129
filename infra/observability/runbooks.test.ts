import { expect, test } from '@jest/globals';
import { lineCount, sourceFiles } from '../checks/repository.ts';
import { dashboards } from './grafana/dashboards.ts';
import { exportedSeries } from './metrics/exported.ts';
import { unknownNames, withRecorded } from './metrics/unknown-names.ts';
import { alerts, allRules } from './prometheus/rules.ts';
import { queriesIn, quotedIn, runbookOf, runbooks } from './runbooks.ts';

const books = runbooks();

test('every alert has a runbook and every runbook an alert', () => {
  const needed = new Set(alerts().map(({ alert = '' }) => runbookOf(alert)));
  expect(books.map(({ path }) => path)).toEqual([...needed].sort());
});

test('every alert names its own', () => {
  const strays = alerts().filter(
    ({ alert = '', annotations }) =>
      annotations['runbook_url'] !== `{{ $externalLabels.source }}${runbookOf(alert)}`,
  );
  expect(strays).toEqual([]);
});

test.each(books)('$path can be read at night', ({ path, text }) => {
  expect(lineCount(text)).toBeLessThanOrEqual(40);
  expect([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading)).toEqual([
    expect.stringMatching(/^Botect\w+$/),
    'Look',
    'Do',
    'Escalate',
  ]);
  expect(path).toBe(runbookOf(text.slice(2, text.indexOf('\n'))));
});

test('every panel and every line of the log they name is there', () => {
  const panels = dashboards.flatMap(({ rows }) =>
    Object.values(rows)
      .flat()
      .map(({ title }) => title),
  );
  const code = sourceFiles()
    .filter(({ path }) => /^(libs|services|standalone)\//.test(path) && !path.endsWith('.test.ts'))
    .map(({ text }) => text)
    .join('\n');
  const gone = books.flatMap(({ path, text }) =>
    quotedIn(text)
      .filter((quoted) => !panels.includes(quoted) && !code.includes(`'${quoted}'`))
      .map((quoted) => `${path}: ${quoted}`),
  );
  expect(gone).toEqual([]);
});

test('every query they name can be asked', async () => {
  const series = withRecorded(await exportedSeries(), allRules());
  const queries = books.flatMap(({ path, text }) =>
    queriesIn(text).map((query) => ({ place: path, text: query, shown: [] })),
  );
  expect(queries.length).toBeGreaterThan(5);
  expect(unknownNames(queries, series)).toEqual([]);
});
