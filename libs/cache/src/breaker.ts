import type { Clock } from '@botect/runtime';
import { unavailable } from './unavailable.ts';
import { TimedOut } from './within.ts';

export interface Breaker {
  /** The call's result; any rejection becomes SERVICE_UNAVAILABLE with the original as `cause`. */
  run<Result>(call: () => Promise<Result>): Promise<Result>;
}

/** A server is taken for stalled when several calls in a row, the first of them this long ago, had no answer. */
const timeoutsToOpen = 5;
const silenceMs = 250;
const probeEveryMs = 250;

/**
 * Keeps a stalled server from collecting calls that all wait for nothing: while it says nothing calls are refused at
 * once, but for one each `probeEveryMs`; the first answer lets everybody in again. A hiccup of some milliseconds does
 * not open it, nor do other errors than `TimedOut`: they come quickly by themselves.
 */
export function breaker(now: Clock): Breaker {
  let timeouts = 0;
  let silentSince = 0;
  let nextProbeAt = 0;

  const refuses = (nowMs: number) => {
    if (timeouts < timeoutsToOpen || nowMs - silentSince < silenceMs) return false;
    if (nowMs < nextProbeAt) return true;
    nextProbeAt = nowMs + probeEveryMs;
    return false;
  };

  return {
    async run(call) {
      const startedAt = now();
      if (refuses(startedAt)) throw unavailable('not asked: it had no answer to the calls before');
      try {
        const result = await call();
        timeouts = 0;
        return result;
      } catch (error) {
        if (error instanceof TimedOut) {
          if (timeouts === 0) silentSince = startedAt;
          timeouts += 1;
        }
        throw unavailable(error);
      }
    },
  };
}
