import type { Tally } from './tally.ts';

/** Counts nothing: for tests, and for measuring what counting costs. */
export const noTally: Tally = { keyUsed: () => {}, verdictGiven: () => {}, ruleMatched: () => {} };
