export const bands = ['not_computed', 'definite', 'likely_automated', 'likely_human', 'verified'] as const;
export type Band = (typeof bands)[number];

export const actions = ['allow', 'challenge', 'block', 'log', 'delay'] as const;
export type Action = (typeof actions)[number];

/** The answer of `GET /v1/sessions/{session_token}/verdict`: always exactly these five fields. */
export interface Verdict {
  readonly verdict: Band;
  /** 0 not computed, else 1–99, lower = more bot-like. */
  readonly score: number;
  /** What the site should do; it already folds in rules, toggles and threshold. */
  readonly action: Action;
  readonly detection_ids: readonly number[];
  readonly reason: string;
}

/** The answer whenever nothing is known: the visitor passes. */
export const failOpenVerdict: Verdict = {
  verdict: 'not_computed',
  score: 0,
  action: 'allow',
  detection_ids: [],
  reason: 'No score is available for this session yet; the visitor is allowed.',
};
