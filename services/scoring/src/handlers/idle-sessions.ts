import { deadLetterRetentionMs } from '@botect/bus';
import { signalsTopic } from '@botect/contracts';
import type { Clock } from '@botect/runtime';
import type { ForgetErased, ForgetIdle, HideAddresses } from '../ports.ts';

const dayMs = 86_400_000;
/** Few enough that nobody waits long behind one statement. */
const atOnce = 1_000;

export interface IdleSessionsOptions {
  readonly hideAddresses: HideAddresses;
  readonly forgetIdle: ForgetIdle;
  readonly forgetErased: ForgetErased;
  readonly now: Clock;
  readonly addressDays: number;
  readonly idleDays: number;
}

/**
 * As long as a record can come after the erasure of its session: up to the end of the log before it is buried, a letter's life, up to
 * the end of the log again once it is replayed; a day for clocks and for this job.
 */
export const erasedDays = (2 * signalsTopic.retentionMs + deadLetterRetentionMs(signalsTopic)) / dayMs + 1;

/**
 * Once an hour: takes the address out of the sessions nobody has been seen in for so many days, and drops those of more days. What
 * they were metered by stays. A visitor who comes back after that begins a new one. Erasures nothing can be replayed of are forgotten.
 */
export function idleSessions({ now, ...options }: IdleSessionsOptions) {
  const sliced = (slice: (before: number, most: number) => Promise<number>, days: number) => async () => {
    const before = now() - days * dayMs;
    let done: number;
    do done = await slice(before, atOnce);
    while (done === atOnce);
  };
  const everyMs = 3_600_000;
  const { hideAddresses, addressDays, forgetIdle, idleDays, forgetErased } = options;
  return [
    { name: 'hide the addresses of idle sessions', everyMs, work: sliced(hideAddresses, addressDays) },
    { name: 'forget idle sessions', everyMs, work: sliced(forgetIdle, idleDays) },
    { name: 'forget erasures', everyMs, work: sliced(forgetErased, erasedDays) },
  ];
}
