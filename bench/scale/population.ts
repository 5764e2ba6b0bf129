import type { Population } from './key-skew.ts';

/** Ten thousand sites, the busiest with a tenth of all visits, a million visits. */
export const population: Population = {
  sites: 10_000,
  sessions: 1_000_000,
  zipf: 1,
  batchesPerSession: 5,
  seed: 7,
};
export const partitionCounts = [12, 96, 480];
