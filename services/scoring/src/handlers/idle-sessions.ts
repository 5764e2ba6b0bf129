import type { Clock } from '@botect/runtime';
import type { ForgetIdle, HideAddresses } from '../ports.ts';

const dayMs = 86_400_000;
/** Few enough that nobody waits long behind one statement. */
const atOnce = 1_000;

export interface IdleSessionsOptions {
  readonly hideAddresses: HideAddresses;
  readonly forgetIdle: ForgetIdle;
  readonly now: Clock;
  readonly addressDays: number;
  readonly idleDays: number;
}

/**
 * Once an hour: takes the address out of the sessions nobody has been seen in for so many days, and drops those of more days. What
 * they were metered by stays. A visitor who comes back after that begins a new one.
 */
export function idleSessions({ hideAddresses, forgetIdle, now, ...days }: IdleSessionsOptions) {
  const sliced = (slice: ForgetIdle | HideAddresses, idleDays: number) => async () => {
    const before = now() - idleDays * dayMs;
    let done: number;
    do done = await slice(before, atOnce);
    while (done === atOnce);
  };
  const everyMs = 3_600_000;
  return [
    { name: 'hide the addresses of idle sessions', everyMs, work: sliced(hideAddresses, days.addressDays) },
    { name: 'forget idle sessions', everyMs, work: sliced(forgetIdle, days.idleDays) },
  ];
}
