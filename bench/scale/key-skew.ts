import { keyHash } from '@botect/bus';

export interface Population {
  readonly sites: number;
  readonly sessions: number;
  /** Sessions of the nth busiest site ∝ 1 ÷ n to this power. */
  readonly zipf: number;
  readonly batchesPerSession: number;
  readonly seed: number;
}

export interface Skew {
  readonly partitions: number;
  /** Batches of the busiest partition ÷ of the mean one, keyed as the product does: by project and session. */
  readonly bySession: number;
  /** The same, were records keyed by project alone. */
  readonly byProject: number;
}

/** How evenly the product's own hash spreads the batches of very uneven sites over partitions. */
export function keySkew(population: Population, partitionCounts: readonly number[]): Skew[] {
  const random = mulberry(population.seed);
  const site = zipfian(population, random);
  const [sessions, projects] = [partitionCounts, partitionCounts].map((counts) =>
    counts.map((count) => new Float64Array(count)),
  );
  for (let session = 0; session < population.sessions; session += 1) {
    const project = site();
    // Visits are as uneven as sites: many of one batch, few of very many.
    const batches = Math.ceil(-Math.log(1 - random()) * population.batchesPerSession);
    const [bySession, byProject] = [keyHash(`${project}:${token(random)}`), keyHash(`${project}`)];
    for (const [at, count] of partitionCounts.entries()) {
      add(sessions?.[at], bySession % count, batches);
      add(projects?.[at], byProject % count, batches);
    }
  }
  return partitionCounts.map((partitions, at) => ({
    partitions,
    bySession: maxToMean(sessions?.[at]),
    byProject: maxToMean(projects?.[at]),
  }));
}

function add(counts: Float64Array | undefined, at: number, batches: number): void {
  if (counts) counts[at] = (counts[at] ?? 0) + batches;
}

function maxToMean(counts = new Float64Array(1)): number {
  return (Math.max(...counts) * counts.length) / counts.reduce((sum, count) => sum + count, 0);
}

/** Draws sites, the first the busiest. */
function zipfian({ sites, zipf }: Population, random: () => number): () => number {
  const upTo = new Float64Array(sites);
  let sum = 0;
  for (let site = 0; site < sites; site += 1) {
    sum += (site + 1) ** -zipf;
    upTo[site] = sum;
  }
  return () => {
    const drawn = random() * sum;
    let [low, high] = [0, sites - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) < drawn) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

const digits = 16;
const token = (random: () => number) =>
  `sess_${Array.from({ length: 3 }, () => Math.floor(random() * 2 ** 32).toString(digits)).join('')}`;

/** Mulberry32 (public domain): the same numbers for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
