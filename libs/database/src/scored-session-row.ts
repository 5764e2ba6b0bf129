import type { ScoredSession } from '@botect/contracts';

/** The columns of `scoring.sessions` that make a scored session, for a select. */
export const scoredSessionColumns =
  'score, detection_ids, verified_category, js_passed, mouse_entropy, scroll_velocity, visibility_changes, ' +
  'first_input_delay_ms, time_to_first_input_ms, logged_in';

export interface ScoredSessionRow {
  readonly score: number;
  readonly detection_ids: readonly number[];
  readonly verified_category: string | null;
  readonly js_passed: boolean | null;
  readonly mouse_entropy: number | null;
  readonly scroll_velocity: number | null;
  readonly visibility_changes: number | null;
  readonly first_input_delay_ms: number | null;
  readonly time_to_first_input_ms: number | null;
  readonly logged_in: boolean | null;
}

export function scoredSessionOf(row: ScoredSessionRow): ScoredSession {
  return {
    score: row.score,
    detectionIds: row.detection_ids,
    verifiedCategory: row.verified_category,
    jsPassed: row.js_passed,
    loggedIn: row.logged_in,
    behavioral: {
      mouseEntropy: row.mouse_entropy,
      scrollVelocity: row.scroll_velocity,
      visibilityChanges: row.visibility_changes,
      firstInputDelayMs: row.first_input_delay_ms,
      timeToFirstInputMs: row.time_to_first_input_ms,
    },
  };
}
