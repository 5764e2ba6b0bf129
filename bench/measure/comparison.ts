import type { Finding, Goal } from './finding.ts';
import type { Round } from './rounds.ts';
import type { Sample } from './sample.ts';

/** What each candidate did, without judgement. */
export function capacities<Name extends string>(
  metric: string,
  rounds: readonly Round<Name, Sample>[],
): Finding[] {
  const names = Object.keys(rounds[0] ?? {}) as Name[];
  return names.flatMap((name): Finding[] => [
    { metric, what: `${name}: per second`, unit: '/s', values: rounds.map((round) => round[name].perSecond) },
    { metric, what: `${name}: CPU each`, unit: 'µs', values: rounds.map((round) => round[name].cpuMicros) },
    { metric, what: `${name}: share of its core`, unit: '', values: rounds.map((round) => round[name].busy) },
  ]);
}

export interface Comparison<Name extends string> {
  readonly metric: string;
  readonly product: Name;
  readonly reference: Name;
  readonly goal: Goal;
}

/** Product ÷ reference, 1 meaning as good: by what was done a second, and by CPU, which counts where load saturates first. */
export function efficiency<Name extends string>(
  { metric, product, reference, goal }: Comparison<Name>,
  rounds: readonly Round<Name, Sample>[],
): Finding[] {
  const bySecond = rounds.map((round) => round[product].perSecond / round[reference].perSecond);
  const byCpu = rounds.map((round) => round[reference].cpuMicros / round[product].cpuMicros);
  const what = `${product} ÷ ${reference}`;
  return [
    { metric, what: `${what}, per second`, unit: '×', values: bySecond, goal },
    { metric, what: `${what}, by CPU`, unit: '×', values: byCpu, goal },
  ];
}
