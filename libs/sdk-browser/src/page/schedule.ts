/** How often the script looks whether there is something to do, ms. */
export const tickMs = 1_000;
/** Between two batches, ms: a verdict may be asked for at any moment. */
const batchMs = 3_000;
/** A page without input tells that it is there, at ever longer intervals. */
const firstBeatMs = 31_000;

/** Whether a page sends now; `t` in ms since it began, `waiting` null while it cannot. Yes counts as sent. */
export function schedule(): (t: number, waiting: number | null) => boolean {
  let [nextAt, beatAt] = [0, firstBeatMs];
  return (t, waiting) => {
    if (waiting === null || t < (waiting > 0 ? nextAt : beatAt)) return false;
    nextAt = t + batchMs;
    beatAt = Math.max(firstBeatMs, 2 * t);
    return true;
  };
}
