import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkpoint } from '../play/play.ts';
import type { FamilyRow } from '../summary/families.ts';
import type { Share } from '../summary/share.ts';
import type { Summary } from '../summary/summary.ts';

/** What the fit wrote beside its weights. */
export interface FitReport {
  readonly version: string;
  readonly corpora: readonly string[];
  readonly classes: readonly {
    readonly moves: number;
    readonly doubt: number;
    readonly people: number;
    readonly humanSamples: number;
    readonly botSamples: number;
    readonly auc: number;
    readonly humansBelow30: number;
    readonly botsBelow30: number;
    readonly groupLeftOut: Readonly<Record<string, number>>;
  }[];
}

const prose = (name: string) => readFileSync(join(import.meta.dirname, `${name}.md`), 'utf8').trim();

/** `docs/detection.md`: method, the fit's own splits, the tables of a run, and what cannot be seen. */
export function detectionPage(summary: Summary, fit: FitReport): string {
  const { human, bot } = summary.recordings;
  const run = `## This run\n\n${human} recordings of people and ${bot} of bots, seed ${summary.seed}, weights ${fit.version}.`;
  const parts = [prose('method'), fitted(fit), run, ...runTables(summary), prose('limits')];
  return `${parts.join('\n\n')}\n`;
}

function fitted({ classes, corpora }: FitReport): string {
  const groups = Object.keys(classes[0]?.groupLeftOut ?? {});
  const lead = `### People and families left out of the fit\n\nStretches of ${corpora.join(', ')} (${classes[0]?.people} people) and of all fitted families, judged by weights that did not see them. “Below 30” is the share flagged at the default threshold by motion alone.`;
  const overall = table(
    ['moves', 'stretches of people', 'of bots', 'AUC', 'people below 30', 'bots below 30'],
    classes.map((one) => [
      ...[`${one.moves}`, `${one.humanSamples}`, `${one.botSamples}`, one.auc.toFixed(4)],
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

const shownAfter: readonly Checkpoint[] = ['moves:20', 'moves:40', 'moves:60', 'clicks:5', 'keys:20', 'end'];

function runTables(summary: Summary): string[] {
  const people = table(
    ['corpus', 'after', 'people', 'under 30 [95 %]', '10 or less', '5 or less [95 %]'],
    summary.people.map(({ corpus, after, people: n, flagged }) => [
      ...[corpus, after, `${n}`, interval(flagged.under_30)],
      ...[percent(flagged.at_most_10.share), interval(flagged.at_most_5)],
    ]),
  );
  const bots = table(
    ['family', ...shownAfter.map((after) => after.replace(':', ' '))],
    [...Map.groupBy(summary.families, ({ corpus, family }) => `${corpus} ${family ?? ''}`)].map(
      ([name, rows]) => [
        name.replace(/^synthetic /, ''),
        ...shownAfter.map((after) => detected(rows.find((row) => row.after === after))),
      ],
    ),
  );
  const ranking = table(
    ['after', 'recordings of people', 'of bots', 'AUC', 'detected at 1 % false positives'],
    summary.auc.map((row) => [
      ...[row.after, `${row.human_recordings}`, `${row.bot_recordings}`, row.auc?.toFixed(4) ?? '–'],
      percent(row.detected_at_fpr_1_percent),
    ]),
  );
  return [
    `### People flagged\n\nEach person counts once, with the mean over their recordings.\n\n${people}`,
    `### Bots under 30, by family\n\nWith the number of recordings that got so far.\n\n${bots}`,
    `### All bots against all people\n\n${ranking}`,
    ...calibration(summary),
  ];
}

function calibration({ calibration: all }: Summary): string[] {
  const even = all.find(({ share_of_people }) => share_of_people === 0.5);
  if (even === undefined) return [];
  const rows = even.deciles.map(({ from, count, said, was }) => [
    `${Math.round(from * 100)}–${Math.round(from * 100) + 9}`,
    ...[`${count}`, percent(said), percent(was)],
  ]);
  const head = ['score', 'recordings', 'said', 'were people'];
  return [`### Calibration at even odds, at the end\n\n${table(head, rows)}`];
}

function detected(row: FamilyRow | undefined): string {
  return row === undefined ? '–' : `${percent(row.detected.under_30.share)} of ${row.recordings}`;
}

const interval = ({ share, low, high }: Share): string =>
  `${percent(share)} [${percent(low)}, ${percent(high)}]`;

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(share < 0.1 && share > 0 ? 2 : 1)} %`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
