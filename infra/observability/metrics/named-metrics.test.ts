import { describe, expect, test } from '@jest/globals';
import { allRules } from '../prometheus/rules.ts';
import { exportedSeries } from './exported.ts';
import { dashboardExpressions, ruleExpressions } from './expressions.ts';
import { labelsOf, selectorsIn } from './promql.ts';
import { unknownNames, withRecorded } from './unknown-names.ts';

const rules = allRules();
const exported = await exportedSeries();
const series = withRecorded(exported, rules);
const [onDashboards, inRules] = [dashboardExpressions(), ruleExpressions(rules)];

describe('dashboards and rules name what the code exports', () => {
  test('every metric and label on a dashboard', () => {
    expect(unknownNames(onDashboards, series)).toEqual([]);
  });

  test('every metric and label in a rule, and every label in what an alert says', () => {
    expect(unknownNames(inRules, series)).toEqual([]);
  });

  test('every metric of the product is on a dashboard', () => {
    const shown = new Set([...onDashboards, ...inRules].flatMap(({ text }) => selectorsIn(text).map(base)));
    const own = [...exported.keys()].filter((metric) => metric.startsWith('botect_'));
    expect(own.filter((metric) => !shown.has(base({ metric })))).toEqual([]);
  });
});

/** A histogram is three series. */
function base({ metric }: { readonly metric: string }): string {
  return metric.replace(/_(bucket|sum|count)$/, '');
}

describe('the check of names', () => {
  const of = (text: string, shown: readonly string[] = []) =>
    unknownNames([{ place: 'x', text, shown }], series);

  test.each([
    [
      'a metric nobody exports',
      'sum(rate(botect_ingest_event_total[5m]))',
      'x: no metric botect_ingest_event_total',
    ],
    ['a label to select by', 'up{task="ingest"}', 'x: up has no label task'],
    ['a label to group by', 'sum by (task) (up)', 'x: nothing to group by task'],
    ['a metric deep inside', 'topk(3, sum(up) / on () sum(gone))', 'x: no metric gone'],
  ])('finds %s', (_, text, fault) => {
    expect(of(text)).toEqual([fault]);
  });

  test('finds a shown label that was aggregated away', () => {
    expect(of('sum by (job) (up)', ['job', 'instance'])).toEqual([
      'x: shows instance, which is not in the answer',
    ]);
  });

  test('refuses what is no PromQL', () => {
    expect(() => of('sum by (job (up)')).toThrow(/no PromQL at/);
  });

  test.each([
    ['sum without (instance) (up)', ['job']],
    ['topk(3, up)', ['job', 'instance']],
    ['sum(up)', []],
    ['avg_over_time(up[$__rate_interval]) / on (job) group_left () sum by (job) (up)', ['job', 'instance']],
  ])('knows what labels %s leaves', (text, labels) => {
    expect(labelsOf(text, (metric) => series.get(metric) ?? []).sort()).toEqual(labels.sort());
  });
});
