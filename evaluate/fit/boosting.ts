/** One session's features, and how much it counts. */
export interface Sample {
  /** In the order of the feature names; NaN where too little was seen. */
  readonly values: Float64Array;
  readonly human: boolean;
  readonly weight: number;
}

/** One feature's share of the log-odds: `points[i]` applies below `edges[i]`, the last above all. */
export interface Term {
  /** Ascending; a value at an edge belongs above it. */
  readonly edges: readonly number[];
  readonly points: readonly number[];
}

export interface FitOptions {
  readonly rounds: number;
  /** Share of each Newton step that is taken. */
  readonly rate: number;
  /** The most values of a feature are told apart by; fewer where many sessions have the same value. */
  readonly bins: number;
  /** Weight of evidence, per bin, below which points stay near 0. */
  readonly ridge: number;
  /** The most a feature may say, in log-odds: no single measure, however strange, decides about a person. */
  readonly cap: number;
}

/**
 * A generalised additive model of the log-odds of being a person, fitted by boosting one feature after the other, in
 * turns (the way of explainable boosting machines, Lou, Caruana and Gehrke 2012). No intercept, and no points for a
 * feature that was not seen: what is unknown leaves a session at even odds. Follows from the samples and their order.
 */
export function fitAdditive(samples: readonly Sample[], features: number, options: FitOptions): Term[] {
  const rows = { samples, weights: balanced(samples), logits: new Float64Array(samples.length) };
  const terms = Array.from({ length: features }, (_, at) => blankTerm(rows, at, options.bins));
  for (let round = 0; round < options.rounds; round += 1)
    for (const term of terms) boost(term, rows, options);
  return terms.map(({ edges, points }) => ({ edges, points: smooth(points) }));
}

/** The sum of the points of all features that were seen. */
export function logitOf(values: Float64Array, terms: readonly Term[]): number {
  return terms.reduce((sum, { edges, points }, at) => {
    const bin = binOf(values[at] as number, edges);
    return bin < 0 ? sum : sum + (points[bin] as number);
  }, 0);
}

/** All sessions, what each weighs, and its log-odds so far. */
interface Rows {
  readonly samples: readonly Sample[];
  readonly weights: Float64Array;
  readonly logits: Float64Array;
}

interface GrowingTerm {
  readonly edges: readonly number[];
  /** The bin of each session; −1 where the feature was not seen. */
  readonly bins: Int16Array;
  readonly points: Float64Array;
}

function blankTerm(rows: Rows, at: number, bins: number): GrowingTerm {
  const edges = quantileEdges(rows, at, bins);
  return {
    edges,
    bins: Int16Array.from(rows.samples, ({ values }) => binOf(values[at] as number, edges)),
    points: new Float64Array(edges.length + 1),
  };
}

/** Takes a step towards the best points of one feature, the others' being as they are. */
function boost(term: GrowingTerm, rows: Rows, options: FitOptions): void {
  const { bins, points } = term;
  const { logits } = rows;
  const step = newtonStep(term, rows, options).map((wanted, bin) => {
    const before = points[bin] as number;
    const after = Math.max(-options.cap, Math.min(options.cap, before + wanted));
    points[bin] = after;
    return after - before;
  });
  // Indexed, here and below: these two loops are all the time a fit takes, and iterators make it four times as long.
  for (let row = 0; row < bins.length; row += 1) {
    const bin = bins[row] as number;
    if (bin >= 0) logits[row] = (logits[row] as number) + (step[bin] as number);
  }
}

/** Of the log-loss, by bin. */
function newtonStep(
  { bins, points }: GrowingTerm,
  { samples, weights, logits }: Rows,
  { rate, ridge }: FitOptions,
): Float64Array {
  const gradient = new Float64Array(points.length);
  const hessian = new Float64Array(points.length);
  for (let row = 0; row < bins.length; row += 1) {
    const bin = bins[row] as number;
    if (bin < 0) continue;
    const p = 1 / (1 + Math.exp(-(logits[row] as number)));
    const weight = weights[row] as number;
    gradient[bin] = (gradient[bin] as number) + weight * ((samples[row] as Sample).human ? 1 - p : -p);
    hessian[bin] = (hessian[bin] as number) + weight * p * (1 - p);
  }
  return gradient.map((sum, bin) => (rate * sum) / ((hessian[bin] as number) + ridge));
}

/** People together weigh as much as bots together: half the number of samples each. */
function balanced(samples: readonly Sample[]): Float64Array {
  const sums = { true: 0, false: 0 };
  for (const { human, weight } of samples) sums[`${human}`] += weight;
  return Float64Array.from(
    samples,
    ({ human, weight }) => (weight * samples.length) / (2 * sums[`${human}`]),
  );
}

/** −1 for what was not seen. */
function binOf(value: number, edges: readonly number[]): number {
  if (Number.isNaN(value)) return -1;
  let bin = 0;
  while (bin < edges.length && value >= (edges[bin] as number)) bin += 1;
  return bin;
}

/** Edges between bins that weigh alike. */
function quantileEdges({ samples, weights }: Rows, at: number, bins: number): number[] {
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
function smooth(points: Float64Array): number[] {
  return Array.from(points, (own, bin) => {
    const [left, right] = [points[bin - 1] ?? own, points[bin + 1] ?? own];
    return Number((own / 2 + (left + right) / 4).toFixed(3));
  });
}
