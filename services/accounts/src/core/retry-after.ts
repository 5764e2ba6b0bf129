/** Whole seconds until a time (both in ms since 1970), 1 at least: a client told 0 would be back at once. */
export const retryAfterSeconds = (resetAtMs: number, nowMs: number): number =>
  Math.max(1, Math.ceil((resetAtMs - nowMs) / 1000));
