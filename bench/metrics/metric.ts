import type { Laboratory } from '../laboratory/laboratory.ts';
import type { Finding } from '../measure/finding.ts';

export interface Effort {
  readonly rounds: number;
  readonly seconds: number;
}

/** Starts what it needs in the laboratory, measures it, and answers what it found; its servers are ended for it. */
export type Metric = (laboratory: Laboratory, effort: Effort) => Promise<readonly Finding[]>;
