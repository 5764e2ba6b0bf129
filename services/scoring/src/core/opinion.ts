/** One named contribution to a score: every point of it can be explained. */
export interface Reason {
  /** Detection id of a sign of automation; null for what speaks for a person, and for what is no sign by itself. */
  readonly id: number | null;
  readonly term: string;
  /** Points added to the neutral 50, or the hard score of a heuristic. */
  readonly points: number;
  /** What was measured, e.g. `mouse_entropy 0.02`. */
  readonly evidence: string;
}

/** What an engine has to say. A null score abstains; its reasons still count as detections. */
export interface Opinion {
  readonly score: number | null;
  readonly reasons: readonly Reason[];
}

export const abstain: Opinion = { score: null, reasons: [] };
