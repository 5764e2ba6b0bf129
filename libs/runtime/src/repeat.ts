import { setTimeout as sleep } from 'node:timers/promises';
import type { Closable } from './closable.ts';
import type { Logger } from './logger.ts';

/** Settles after the time, or when the signal aborts: rejected or not. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<unknown>;

export interface RepeatOptions {
  /** As the log calls the work. */
  readonly name: string;
  /** Between the end of one run and the start of the next, and before the first. */
  readonly everyMs: number;
  work(): unknown;
  readonly log: Logger;
  /** How to wait; tests bring their own. */
  readonly pause?: Pause;
}

/** Does not keep a stopping process waiting. */
const unhurried: Pause = (ms, signal) => sleep(ms, undefined, { ref: false, signal });

/**
 * Runs the work again and again, one run at a time. A run that fails does not keep the next from coming; the log is told
 * when runs begin to fail and when one succeeds again, since something that is away may be so for thousands of them.
 * `close` starts no further run and resolves when the one at work is done.
 */
export function repeat({ name, everyMs, work, log, pause = unhurried }: RepeatOptions): Closable {
  const closing = new AbortController();
  const { signal } = closing;
  const elapsed = () =>
    pause(everyMs, signal).then(
      () => !signal.aborted,
      () => false,
    );
  let failing = false;
  const turn = async () => {
    try {
      await work();
      if (failing) log.info({ name }, 'a repeated task succeeds again');
      failing = false;
    } catch (err) {
      if (!failing) log.error({ err, name }, 'a repeated task fails');
      failing = true;
    }
  };
  const turns = async () => {
    while (!signal.aborted && (await elapsed())) await turn();
  };
  const done = turns();
  return {
    close() {
      closing.abort();
      return done;
    },
  };
}
