import { fitAdditive, logitOf, type Sample, type Term } from './boosting.ts';

/** Between these lie 94 of 100 people, by feature; further apart than any value where too few people showed it. */
export type Bounds = readonly (readonly [low: number, high: number])[];

/** A term for each feature, and a last one for how many of them lie outside of where people are. */
export interface Model {
  readonly bounds: Bounds;
  readonly terms: readonly Term[];
}

/** Chosen once on people-disjoint thirds; more rounds fit the data at hand better and people left out worse. */
const options = { rounds: 45, rate: 0.1, bins: 10, ridge: 20, cap: 1 } as const;
/** Share of the people that is unusual on either side. */
const outside = 0.03;
/** Fewer people who showed a feature say nothing of what is usual. */
const peopleMin = 100;
const everywhere = 1e9;
/** Fewer features seen say nothing of how usual somebody is. */
const seenMin = 10;

/** Fits both from the same samples: where people are, and what each feature says. */
export function fitModel(samples: readonly Sample[]): Model {
  const features = samples[0]?.values.length ?? 0;
  const people = samples.filter(({ human }) => human);
  const bounds = Array.from({ length: features }, (_, at) =>
    boundsOf(people.map(({ values }) => values[at] as number)),
  );
  const extended = samples.map((sample) => ({ ...sample, values: withStrangeness(sample.values, bounds) }));
  return { bounds, terms: fitAdditive(extended, features + 1, options) };
}

/** The log-odds of being a person; 0 for one of whom nothing was seen. */
export function judge({ bounds, terms }: Model, values: Float64Array): number {
  return logitOf(withStrangeness(values, bounds), terms);
}

/** The values and, last, the share of those seen that lie where few people are. */
function withStrangeness(values: Float64Array, bounds: Bounds): Float64Array {
  let [seen, strange] = [0, 0];
  for (const [at, value] of values.entries()) {
    if (Number.isNaN(value)) continue;
    seen += 1;
    const [low, high] = bounds[at] as Bounds[number];
    if (value < low || value > high) strange += 1;
  }
  return Float64Array.of(...values, seen < seenMin ? Number.NaN : strange / seen);
}

function boundsOf(values: readonly number[]): [low: number, high: number] {
  const seen = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (seen.length < peopleMin) return [-everywhere, everywhere];
  const at = (share: number) => Number((seen[Math.floor(share * (seen.length - 1))] as number).toFixed(4));
  return [at(outside), at(1 - outside)];
}
