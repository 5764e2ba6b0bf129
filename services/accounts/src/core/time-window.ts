/** From the first up to, and without, the second; milliseconds since 1970. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface WindowAsked {
  /** Null where nothing was said. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

export interface WindowLimits {
  readonly nowMs: number;
  /** How far back to look unless told. */
  readonly usualMs: number;
  /** How far back there is anything to see. */
  readonly longestMs: number;
}

export const dayMs = 86_400_000;
export const hourMs = 3_600_000;

/** The window to look at: what was asked, as far as it lies between the longest ago and now. It may be empty, never inverted. */
export function windowOf(asked: WindowAsked, { nowMs, usualMs, longestMs }: WindowLimits): TimeWindow {
  const oldestMs = nowMs - longestMs;
  const toMs = Math.max(oldestMs, Math.min(asked.toMs ?? nowMs, nowMs));
  const fromMs = Math.max(oldestMs, asked.fromMs ?? toMs - usualMs);
  return { fromMs: Math.min(fromMs, toMs), toMs };
}

/** The window widened to whole buckets, but for the one that runs: it ends now. An empty one stays empty. */
export function inWholeBuckets({ fromMs, toMs }: TimeWindow, bucketMs: number, nowMs: number): TimeWindow {
  if (fromMs >= toMs) return { fromMs, toMs };
  const endMs = Math.ceil(toMs / bucketMs) * bucketMs;
  return { fromMs: fromMs - (fromMs % bucketMs), toMs: Math.min(endMs, nowMs) };
}
