import type { Clock } from '@botect/runtime';
import type { ForgetIdle } from '../ports.ts';

const dayMs = 86_400_000;
/** Few enough that nobody waits long behind one statement. */
const atOnce = 1_000;

export interface ForgetIdleOptions {
  readonly forgetIdle: ForgetIdle;
  readonly now: Clock;
  readonly idleDays: number;
}

/**
 * Once an hour: drops the sessions nobody has been seen in for so many days. What they were metered by stays. A visitor who comes
 * back later begins a new one.
 */
export function forgetIdleSessions({ forgetIdle, now, idleDays }: ForgetIdleOptions) {
  return {
    name: 'forget idle sessions',
    everyMs: 3_600_000,
    async work(): Promise<void> {
      const before = now() - idleDays * dayMs;
      let forgotten: number;
      do forgotten = await forgetIdle(before, atOnce);
      while (forgotten === atOnce);
    },
  };
}
