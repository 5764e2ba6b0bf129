/** One session's features, and how much it counts. */
export interface Sample {
  /** In the order of the feature names; NaN where too little was seen. */
  readonly values: Float64Array;
  readonly human: boolean;
  readonly weight: number;
}

/** One feature's share of the log-odds: `points[i]` applies below `edges[i]`, the last above all. */
export interface Term {
  readonly edges: readonly number[];
  readonly points: readonly number[];
}

export interface FitOptions {
  readonly rounds: number;
  readonly rate: number;
  readonly bins: number;
  /** Weight of evidence, per bin, below which points stay near 0. */
  readonly ridge: number;
  /** The most a feature may say, in log-odds: no single measure, however strange, decides about a person. */
  readonly cap: number;
}

/**
 * A generalised additive model of the log-odds of being a person, fitted by boosting one feature after the other, in
 * turns (the way of explainable boosting machines, Lou, Caruana and Gehrke 2012). No intercept, and no points for a
 * feature that was not seen: what is unknown leaves a session at even odds.
 */
export function fitAdditive(samples: readonly Sample[], features: number, options: FitOptions): Term[] {
  const weights = balanced(samples);
  const edges = Array.from({ length: features }, (_, at) =>
    quantileEdges(samples, { weights, at }, options.bins),
  );
  const columns = edges.map((one, at) =>
    Int16Array.from(samples, ({ values }) => binOf(values[at] as number, one)),
  );
  const points = edges.map((one) => new Float64Array(one.length + 1));
  const logits = new Float64Array(samples.length);
  for (let round = 0; round < options.rounds; round += 1) {
    for (const [at, column] of columns.entries()) {
      const step = newtonStep(
        column,
        { samples, weights, logits },
        { ...options, count: (points[at] as Float64Array).length },
      );
      const mine = points[at] as Float64Array;
      for (let bin = 0; bin < mine.length; bin += 1) {
        const before = mine[bin] as number;
        const after = Math.max(-options.cap, Math.min(options.cap, before + (step[bin] as number)));
        mine[bin] = after;
        step[bin] = after - before;
      }
      for (let row = 0; row < column.length; row += 1) {
        const bin = column[row] as number;
        if (bin >= 0) logits[row] = (logits[row] as number) + (step[bin] as number);
      }
    }
  }
  return edges.map((one, at) => ({ edges: one, points: smooth([...(points[at] as Float64Array)]) }));
}

export function logitOf(values: Float64Array, terms: readonly Term[]): number {
  return terms.reduce((sum, { edges, points }, at) => {
    const bin = binOf(values[at] as number, edges);
    return bin < 0 ? sum : sum + (points[bin] as number);
  }, 0);
}

/** People and bots weigh 1 each in all, times the number of samples. */
function balanced(samples: readonly Sample[]): Float64Array {
  const sums = { true: 0, false: 0 };
  for (const { human, weight } of samples) sums[`${human}`] += weight;
  return Float64Array.from(
    samples,
    ({ human, weight }) => (weight * samples.length) / (2 * sums[`${human}`]),
  );
}

interface Rows {
  readonly samples: readonly Sample[];
  readonly weights: Float64Array;
  readonly logits: Float64Array;
}

function newtonStep(
  column: Int16Array,
  { samples, weights, logits }: Rows,
  { rate, ridge, count }: FitOptions & { count: number },
): Float64Array {
  const gradient = new Float64Array(count);
  const hessian = new Float64Array(count);
  for (let row = 0; row < column.length; row += 1) {
    const bin = column[row] as number;
    if (bin < 0) continue;
    const p = 1 / (1 + Math.exp(-(logits[row] as number)));
    const weight = weights[row] as number;
    gradient[bin] = (gradient[bin] as number) + weight * ((samples[row] as Sample).human ? 1 - p : -p);
    hessian[bin] = (hessian[bin] as number) + weight * p * (1 - p);
  }
  return gradient.map((sum, bin) => (rate * sum) / ((hessian[bin] as number) + ridge));
}

/** −1 for what was not seen. */
function binOf(value: number, edges: readonly number[]): number {
  if (Number.isNaN(value)) return -1;
  let bin = 0;
  while (bin < edges.length && value >= (edges[bin] as number)) bin += 1;
  return bin;
}

function quantileEdges(
  samples: readonly Sample[],
  { weights, at }: { weights: Float64Array; at: number },
  bins: number,
): number[] {
  const seen = samples
    .map(({ values }, row) => [values[at] as number, weights[row] as number] as const)
    .filter(([value]) => !Number.isNaN(value))
    .sort(([a], [b]) => a - b);
  const whole = seen.reduce((sum, [, weight]) => sum + weight, 0);
  const edges: number[] = [];
  let passed = 0;
  for (const [value, weight] of seen) {
    passed += weight;
    const rounded = Number(value.toFixed(4));
    if (passed >= ((edges.length + 1) * whole) / bins && rounded > (edges.at(-1) ?? -Infinity))
      edges.push(rounded);
    if (edges.length === bins - 1) break;
  }
  return edges;
}

/** Neighbouring bins are neighbouring values: each takes a quarter of the two beside it. */
function smooth(points: readonly number[]): number[] {
  return points.map((own, bin) => {
    const [left, right] = [points[bin - 1] ?? own, points[bin + 1] ?? own];
    return Number((own / 2 + (left + right) / 4).toFixed(3));
  });
}
