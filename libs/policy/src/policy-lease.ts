import type { Clock } from '@botect/runtime';

/** What is remembered may be used without asking for so long after a look for changes began: as long as a revoked key may live. */
const leaseMs = 2_000;
/** A look that is not answered by then is not waited for: the database is away, and known keys are answered from memory. */
const patienceMs = 1_000;

/**
 * Whether changes are being heard of. A process that was suspended comes back with requests waiting and a memory of before:
 * the first look, a few milliseconds later, tells what changed meanwhile.
 */
export interface Lease {
  /** Changes were looked for lately; or cannot be, so that waiting would be of no use. */
  holds(): boolean;
  /** The last look was not answered, or not in time. */
  unanswered(): boolean;
  /** Resolves when it holds, after a second at most. Never rejects. */
  held(): Promise<void>;
  /** Looks, once more when the answer was long in coming: it says nothing of now. Rejects as the look does. */
  renew(look: () => Promise<void>): Promise<void>;
}

/** Runs `done` after so many milliseconds unless what it answers was called before. */
export type After = (ms: number, done: () => void) => () => void;

/** Does not keep a stopping process waiting. */
const afterTimer: After = (ms, done) => {
  const timer = setTimeout(done, ms).unref();
  return () => clearTimeout(timer);
};

/** For readers that are told of changes in another way. */
export const endlessLease: Lease = {
  holds: () => true,
  unanswered: () => false,
  held: async () => {},
  renew: (look) => look(),
};

/** `now` is the time that timers go by. */
export function policyLease(now: Clock, after = afterTimer): Lease {
  let renewedAt = now();
  let unanswered = false;
  let waiting: { readonly held: Promise<void>; readonly end: () => void } | null = null;

  const holds = () => unanswered || now() - renewedAt < leaseMs;
  const letGoOn = () => {
    waiting?.end();
    waiting = null;
  };
  const giveUp = () => {
    unanswered = true;
    letGoOn();
  };
  const wait = () => {
    const { promise: held, resolve } = Promise.withResolvers<void>();
    const cancel = after(patienceMs, giveUp);
    const end = () => {
      cancel();
      resolve();
    };
    return { held, end };
  };
  const renewOnce = async (look: () => Promise<void>) => {
    const askedAt = now();
    const fail = () => {
      // When more time went by than was waited, it was this process that paused.
      if (now() - askedAt < leaseMs) giveUp();
    };
    const cancel = after(patienceMs, fail);
    try {
      await look();
    } catch (error) {
      fail();
      throw error;
    } finally {
      cancel();
    }
    unanswered = false;
    renewedAt = askedAt;
    if (holds()) letGoOn();
  };

  return {
    holds,
    unanswered: () => unanswered,
    held() {
      waiting ??= wait();
      return waiting.held;
    },
    async renew(look) {
      await renewOnce(look);
      if (!holds()) await renewOnce(look);
    },
  };
}
