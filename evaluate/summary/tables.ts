import { type Cut, cuts } from './outcome.ts';
import type { Share } from './share.ts';
import type { Summary } from './summary.ts';

/** One table: a title, the heads of its columns, and its rows. */
interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const cutNames = Object.keys(cuts) as Cut[];
const cutHeads: Record<Cut, string> = {
  under_30: 'under 30',
  at_most_10: '10 or less',
  at_most_5: '5 or less',
  at_most_1: '1',
};
const heads = cutNames.map((cut) => `${cutHeads[cut]} [95 %]`);

/** The summary for a terminal: the same bytes for the same summary. */
export function tables(summary: Summary): string {
  return [people(summary), families(summary), pooled(summary), ...calibrations(summary)]
    .filter(({ rows }) => rows.length > 0)
    .map(text)
    .join('\n\n');
}

function people(summary: Summary): Table {
  return {
    title: 'People flagged, by corpus (each person counts once)',
    head: ['corpus', 'after', 'people', 'recordings', 'not computed', ...heads],
    rows: summary.people.map(({ corpus, after, people, recordings, not_computed, flagged }) => [
      ...[printable(corpus), after, `${people}`, `${recordings}`, `${not_computed}`],
      ...cutNames.map((cut) => share(flagged[cut])),
    ]),
  };
}

function families(summary: Summary): Table {
  return {
    title: 'Bots detected, by family',
    head: ['corpus', 'family', 'after', 'recordings', 'not computed', ...heads, 'AUC', 'at 1 % FPR'],
    rows: summary.families.map(({ corpus, family, after, recordings, not_computed, detected, ranking }) => [
      ...[printable(corpus), printable(family ?? '–'), after, `${recordings}`, `${not_computed}`],
      ...cutNames.map((cut) => share(detected[cut])),
      ...[figure(ranking.auc), percent(ranking.detected_at_fpr_1_percent)],
    ]),
  };
}

function pooled(summary: Summary): Table {
  return {
    title: 'All bots against all people',
    head: ['after', 'people’s recordings', 'bots’', 'AUC', 'at 1 % FPR', 'at 0.1 % FPR'],
    rows: summary.auc.map((row) => [
      ...[row.after, `${row.human_recordings}`, `${row.bot_recordings}`, figure(row.auc)],
      ...[percent(row.detected_at_fpr_1_percent), percent(row.detected_at_fpr_0_1_percent)],
    ]),
  };
}

function calibrations({ calibration }: Summary): Table[] {
  return calibration.map((one) => ({
    title:
      `Calibration at the end where ${percent(one.share_of_people)} are people: ` +
      `Brier ${figure(one.brier)}, expected error ${figure(one.expected_calibration_error)}`,
    head: ['probability', 'recordings', 'said', 'was'],
    rows: one.deciles.map(({ from, count, said, was }) => [
      ...[`${from.toFixed(1)}–${(from + 0.1).toFixed(1)}`, `${count}`, percent(said), percent(was)],
    ]),
  }));
}

/** Names come from files: control characters would move the terminal's cursor. */
function printable(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?').slice(0, 40);
}

function share({ share, low, high }: Share): string {
  return `${percent(share)} [${percent(low)}, ${percent(high)}]`;
}

function percent(value: number | null): string {
  return value === null ? '–' : `${(100 * value).toFixed(2)} %`;
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}

function text({ title, head, rows }: Table): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [title, ...lines.map(line)].join('\n');
}
