export const actions = ['allow', 'challenge', 'block', 'log', 'delay'] as const;
export const bands = [
  'not_computed',
  'definite',
  'confident_automated',
  'likely_automated',
  'likely_human',
  'verified',
] as const;

/** What to do with the visitor. Branch on this, never on the score. */
export type Action = (typeof actions)[number];
export type Band = (typeof bands)[number];

/** What Botect says about a session. */
export interface Verdict {
  readonly verdict: Band;
  /** 1–99, low = automated; 0 = not computed. */
  readonly score: number;
  readonly action: Action;
  /** Stable ids of what spoke against the session, from the registry at `GET /v1/detections`. */
  readonly detection_ids: readonly number[];
  /** One plain sentence for a log. */
  readonly reason: string;
}

/** The verdict in the body of an answer; null when it is not one, which counts as no answer at all. */
export function parseVerdict(body: string): Verdict | null {
  try {
    const value: unknown = JSON.parse(body);
    return isVerdict(value) ? value : null;
  } catch {
    return null;
  }
}

function isVerdict(value: unknown): value is Verdict {
  if (typeof value !== 'object' || value === null) return false;
  const { verdict, score, action, detection_ids, reason } = value as Record<string, unknown>;
  return (
    bands.includes(verdict as Band) &&
    actions.includes(action as Action) &&
    Number.isInteger(score) &&
    (score as number) >= 0 &&
    (score as number) <= 99 &&
    Array.isArray(detection_ids) &&
    detection_ids.every(Number.isInteger) &&
    typeof reason === 'string'
  );
}

/** Without evidence a visitor passes, whatever the action says. A verified robot needs no score. */
export function hasEvidence({ verdict, score }: Verdict): boolean {
  return verdict !== 'not_computed' && (score !== 0 || verdict === 'verified');
}
