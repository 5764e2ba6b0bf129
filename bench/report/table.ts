import { type Finding, type Goal, isMet } from '../measure/finding.ts';
import { median } from '../measure/statistics.ts';

/** The findings as text for a terminal, one line each. */
export function table(findings: readonly Finding[]): string {
  const rows = [['metric', 'what', 'median', 'min – max', 'goal', ''], ...findings.map(row)];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows.map((cells) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')).join('\n');
}

const marks = new Map<boolean | null, string>([
  [true, 'met'],
  [false, 'MISSED'],
  [null, ''],
]);

function row(finding: Finding): string[] {
  const { metric, what, unit, values, goal } = finding;
  const range =
    values.length > 1 ? `${readable(Math.min(...values))} – ${readable(Math.max(...values))}` : '';
  return [
    metric,
    what,
    `${readable(median(values))} ${unit}`,
    range,
    goal ? text(goal) : '',
    marks.get(isMet(finding)) ?? '',
  ];
}

function text(goal: Goal): string {
  return 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
}

function readable(value: number): string {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en-GB');
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}
