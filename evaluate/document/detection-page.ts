import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fittedFamilies } from '../fit/dataset.ts';
import type { ClassReport, FittedClass } from '../fit/fit-class.ts';
import type { Checkpoint } from '../play/play.ts';
import type { FamilyRow } from '../summary/families.ts';
import type { Share } from '../summary/share.ts';
import type { Summary } from '../summary/summary.ts';
import { percent, table } from './markdown.ts';

/** What the fit wrote beside its weights. */
export interface FitReport {
  readonly version: string;
  readonly corpora: readonly string[];
  readonly classes: readonly (ClassReport & Pick<FittedClass, 'doubt'> & { readonly moves: number })[];
}

/** Reads the prose beside this file: it is the repository's, not the run's. */
const prose = (name: string) => readFileSync(join(import.meta.dirname, `${name}.md`), 'utf8').trim();

/** `docs/detection.md`: method, the fit's own splits, the tables of a run, and what cannot be seen. Same input, same bytes. */
export function detectionPage(summary: Summary, fit: FitReport): string {
  const { human, bot } = summary.recordings;
  const run = `## This run

${human} recordings of people and ${bot} of bots, seed ${summary.seed}, weights ${fit.version}. † marks people and families the
weights were fitted on: their figures show how the product does on what it knows, and no more. – is what no recording
got to, or too few did.`;
  const parts = [
    ...[prose('method'), leftOut(fit), run, ...people(summary, fit), ...bots(summary)],
    ...[...ranking(summary), ...calibration(summary), prose('limits')],
  ];
  return `${parts.join('\n\n')}\n`;
}

function leftOut({ classes, corpora }: FitReport): string {
  const groups = [...new Set(classes.flatMap(({ groupLeftOut }) => Object.keys(groupLeftOut)))];
  const count = Math.max(0, ...classes.map(({ people: n }) => n));
  const lead = `### People and families left out of the fit

Stretches of ${corpora.join(', ')} (${count} people) and of all fitted families, judged by weights that did not see them. “Below 30” is
the share flagged at the default threshold by motion alone. Doubt, the factor that shrinks a sum below 0, was chosen
on these very people, so that “people below 30” is what was aimed at and proves nothing: recordings of other people do.`;
  const overall = table(
    ['moves', 'stretches of people', 'of bots', 'AUC', 'doubt', 'people below 30', 'bots below 30'],
    classes.map((one) => [
      ...[`${one.moves}`, `${one.humanSamples}`, `${one.botSamples}`, one.auc.toFixed(4), `${one.doubt}`],
      ...[percent(one.humansBelow30), percent(one.botsBelow30)],
    ]),
  );
  const byGroup = table(
    ['group left out whole', ...classes.map(({ moves }) => `${moves} moves`)],
    groups.map((group) => [
      group,
      ...classes.map(({ groupLeftOut }) => percent(groupLeftOut[group] ?? null)),
    ]),
  );
  return [lead, overall, byGroup].join('\n\n');
}

function people(summary: Summary, { corpora }: FitReport): string[] {
  const rows = summary.people.map(({ corpus, after, people: n, flagged }) => [
    ...[corpora.includes(corpus) ? `${corpus} †` : corpus, after.replace(':', ' '), `${n}`],
    ...[interval(flagged.under_30), percent(flagged.at_most_10.share), interval(flagged.at_most_5)],
  ]);
  const head = ['corpus', 'after', 'people', 'under 30 [95 %]', '10 or less', '5 or less [95 %]'];
  return section(
    '### People flagged\n\nEach person counts once, with the mean over his or her recordings.',
    head,
    rows,
  );
}

const shownAfter: readonly Checkpoint[] = ['moves:20', 'moves:40', 'moves:60', 'clicks:5', 'keys:20', 'end'];
const fitted = new Set(fittedFamilies.map(({ name }) => `synthetic ${name}`));

function bots(summary: Summary): string[] {
  const byFamily = Map.groupBy(summary.families, ({ corpus, family }) => `${corpus} ${family ?? ''}`.trim());
  const rows = [...byFamily].map(([name, reached]) => [
    `${name.replace(/^synthetic /, '')}${fitted.has(name) ? ' †' : ''}`,
    ...shownAfter.map((after) => detected(reached.find((row) => row.after === after))),
  ]);
  const head = ['family', ...shownAfter.map((after) => after.replace(':', ' '))];
  return section(
    '### Bots under 30, by family\n\nWith the number of recordings that got so far.',
    head,
    rows,
  );
}

function ranking(summary: Summary): string[] {
  const rows = summary.auc.map((row) => [
    ...[row.after.replace(':', ' '), `${row.human_recordings}`, `${row.bot_recordings}`],
    ...[row.auc?.toFixed(4) ?? '–', percent(row.detected_at_fpr_1_percent)],
  ]);
  const head = ['after', 'recordings of people', 'of bots', 'AUC', 'detected at 1 % false positives'];
  return section('### All bots against all people', head, rows);
}

function calibration({ calibration: all }: Summary): string[] {
  const even = all.find(({ share_of_people }) => share_of_people === 0.5);
  const rows = (even?.deciles ?? []).map(({ from, count, said, was }) => [
    `${Math.round(from * 100)}–${Math.round(from * 100) + 9}`,
    ...[`${count}`, percent(said), percent(was)],
  ]);
  const head = ['score', 'recordings', 'said', 'were people'];
  return section('### Calibration at even odds, at the end', head, rows);
}

/** Nothing where there is nothing to show. */
function section(lead: string, head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [`${lead}\n\n${table(head, rows)}`];
}

function detected(row: FamilyRow | undefined): string {
  return row === undefined ? '–' : `${percent(row.detected.under_30.share)} of ${row.recordings}`;
}

const interval = ({ share, low, high }: Share): string =>
  `${percent(share)} [${percent(low)}, ${percent(high)}]`;
