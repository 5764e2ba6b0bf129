import { expect, test } from '@jest/globals';
import { families } from '../families/index.ts';
import fitReport from '../fit/report.json' with { type: 'json' };
import { type Checkpoint, checkpoints } from '../play/play.ts';
import type { Outcome } from '../summary/outcome.ts';
import { summarise } from '../summary/summary.ts';
import { detectionPage } from './detection-page.ts';
import { percent, table } from './markdown.ts';

const outcome = (
  part: Partial<Outcome>,
  score = 60,
  reached: readonly Checkpoint[] = checkpoints,
): Outcome => ({
  ...{ corpus: 'c', family: null, label: 'human', user: 'u', session: 's' },
  checkpoints: reached.map((after) => ({ after, score, band: 'likely_human', detection_ids: [] })),
  ...part,
});
const bot = (family: string | null, score: number, reached?: readonly Checkpoint[]) =>
  outcome({ corpus: 'synthetic', label: 'bot', family }, score, reached);
const pageOf = (...outcomes: readonly Outcome[]) =>
  detectionPage(summarise(outcomes, { seed: 7, meanMs: 1 }), fitReport);
const cellsOf = (page: string, start: string) =>
  page
    .split('\n')
    .find((line) => line.startsWith(`| ${start} `))
    ?.split('|')
    .map((cell) => cell.trim());

const everybody = [
  ...families.map(({ name }, at) => bot(name, at % 3 === 0 ? 0 : 10 * (at % 9))),
  ...['c', 'sapimouse'].map((corpus) => outcome({ corpus })),
];

test('the page has a row for every family, with the share found at each checkpoint', () => {
  const page = pageOf(...everybody);
  for (const { name } of families)
    expect(page).toMatch(new RegExp(`^\\| ${name}( †)? \\| .* of 1 \\|$`, 'm'));
  expect(cellsOf(pageOf(bot('circle', 10), bot('circle', 90)), 'circle')?.slice(2, 4)).toEqual([
    '50.0 % of 2',
    '50.0 % of 2',
  ]);
});

test('whatever was played, no figure is broken', () => {
  const runs = [
    [],
    everybody,
    [outcome({}, 0)],
    [bot('a', 0, ['end'])],
    [bot(null, 1), outcome({}, 1, ['end'])],
  ];
  for (const run of runs) expect(pageOf(...run)).not.toMatch(/NaN|undefined|Infinity|null|\[object/);
});

test('every table is one: each row has as many cells as its head', () => {
  const blocks = pageOf(...everybody)
    .split('\n\n')
    .filter((block) => block.startsWith('| '));
  expect(blocks).toHaveLength(6);
  for (const rows of blocks.map((block) => block.trim().split('\n')))
    expect(new Set(rows.map((row) => row.split('|').length)).size).toBe(1);
});

test('what the weights were fitted on is marked, and nothing else', () => {
  const page = pageOf(...everybody, { ...bot('windmouse', 1), corpus: 'theirs' });
  for (const name of ['sapimouse', 'windmouse', 'human-like']) expect(page).toContain(`| ${name} † |`);
  for (const name of ['c', 'replay-exact', 'touch-taps', 'theirs windmouse'])
    expect(page).toContain(`| ${name} |`);
});

test('a checkpoint nobody reached is a dash, not a zero', () => {
  expect(cellsOf(pageOf(bot('a', 10, ['end'])), 'a')?.slice(2)).toEqual([
    '–',
    '–',
    '–',
    '–',
    '–',
    '100.0 % of 1',
    '',
  ]);
});

test('a run without bots, or without people, has no empty tables', () => {
  expect(pageOf(outcome({}))).not.toMatch(/Bots under 30|All bots|Calibration/);
  expect(pageOf(bot('a', 1))).not.toMatch(/People flagged|All bots|Calibration/);
});

test('the page says of what run it is, how the product works and what it cannot see', () => {
  const page = pageOf(...everybody);
  expect(page).toContain(
    `2 recordings of people and ${families.length} of bots, seed 7, weights ${fitReport.version}`,
  );
  expect(page.match(/^#+ .*$/gm)?.slice(0, 2)).toEqual(['# Detection', '## Method']);
  expect(page).toContain('## What it cannot see');
});

test('the same run gives the same page', () => {
  expect(pageOf(...everybody)).toBe(pageOf(...everybody));
});

test('names from files stay within their cells', () => {
  expect(table(['a'], [['b|c\n| d <img> `e` \\']])).toBe(
    '| a |\n| --- |\n| b\\|c?\\| d \\<img> \\`e\\` \\\\ |',
  );
});

test('a share of nobody is a dash, a small one has two digits', () => {
  expect([null, 0, 0.0034, 0.5].map(percent)).toEqual(['–', '0.0 %', '0.34 %', '50.0 %']);
});
