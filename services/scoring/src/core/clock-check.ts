import type { SessionState } from './session-state.ts';
import { noWindows } from './window-evidence.ts';

/** What waited on a device without a network is accepted all at once; ms. */
const waitedMax = 1_800_000;
/** Windows of a site that are open side by side, each with time of its own. */
const sideBySideMax = 4;

/**
 * By how many ms the windows of a session last longer than the session can have; 0 or less when they do not. Their time
 * is the page's own, the session's is between the first and the last batch that was accepted. A window counts 10 s at most,
 * since one in which nothing happens lasts as long as nothing happens: only time that is full of input adds up to this.
 */
export function timeInExcess({ windows = noWindows, firstAtMs, lastAtMs }: SessionState): number {
  return windows.spanMs - sideBySideMax * (lastAtMs - firstAtMs) - waitedMax;
}
