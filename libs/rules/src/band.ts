import type { Band } from '@botect/contracts';

/** Band of a score under a project's threshold T (1–99): 0, 1, 2…T−1, T…99; verified bots are never bot-banded. */
export function bandOf(score: number, verified: boolean, threshold: number): Band {
  if (verified) return 'verified';
  if (score === 0) return 'not_computed';
  if (score === 1) return 'definite';
  return score < threshold ? 'likely_automated' : 'likely_human';
}
