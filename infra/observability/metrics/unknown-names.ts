import type { Rule } from '../prometheus/rules.ts';
import type { ExportedSeries } from './exported.ts';
import type { Expression } from './expressions.ts';
import { groupingLabelsIn, labelsOf, selectorsIn } from './promql.ts';

/** What expressions name and nothing exports or records: metrics, labels to select and group by, labels to show. */
export function unknownNames(expressions: readonly Expression[], series: ExportedSeries): string[] {
  return expressions.flatMap((expression) =>
    [...unknownMetrics(expression, series), ...unknownLabels(expression, series)].map(
      (fault) => `${expression.place}: ${fault}`,
    ),
  );
}

/** The exported series and those that rules record from them, with the labels their expressions leave. */
export function withRecorded(exported: ExportedSeries, rules: readonly Rule[]): ExportedSeries {
  const recorded = Map.groupBy(
    rules.filter(({ record }) => record !== undefined),
    ({ record }) => record ?? '',
  );
  const known = new Map(exported);
  const carried = (metric: string): readonly string[] => {
    const found = known.get(metric);
    if (found) return found;
    // Before its own expression is read, so that a rule that reads itself ends.
    known.set(metric, []);
    const labels = (recorded.get(metric) ?? []).flatMap((rule) => [
      ...labelsOf(rule.expr, carried),
      ...Object.keys(rule.labels),
    ]);
    known.set(metric, [...new Set(labels)]);
    return labels;
  };
  for (const record of recorded.keys()) carried(record);
  return known;
}

function unknownMetrics({ text }: Expression, series: ExportedSeries): string[] {
  return selectorsIn(text)
    .filter(({ metric }) => !series.has(metric))
    .map(({ metric }) => `no metric ${metric}`);
}

function unknownLabels({ text, shown }: Expression, series: ExportedSeries): string[] {
  const carried = (metric: string) => series.get(metric) ?? [];
  const selectors = selectorsIn(text);
  const within = new Set(selectors.flatMap(({ metric }) => carried(metric)));
  const answered = new Set(labelsOf(text, carried));
  return [
    ...selectors.flatMap(({ metric, labels }) =>
      labels
        .filter((label) => series.has(metric) && !carried(metric).includes(label))
        .map((label) => `${metric} has no label ${label}`),
    ),
    ...groupingLabelsIn(text)
      .filter((label) => !within.has(label))
      .map((label) => `nothing to group by ${label}`),
    ...shown
      .filter((label) => !answered.has(label))
      .map((label) => `shows ${label}, which is not in the answer`),
  ];
}
