import { setTimeout as pause } from 'node:timers/promises';
import { exitCodes } from './exit-codes.ts';
import type { HealthBoard } from './health.ts';
import type { Logger } from './logger.ts';
import type { Resources } from './resources.ts';
import type { Surroundings } from './surroundings.ts';

export interface Running {
  readonly world: Surroundings;
  readonly log: Logger;
  readonly health: HealthBoard;
  readonly held: Resources;
}

export interface StoppingTimes {
  readonly drainDelayMs: number;
  /** For all parts together. */
  readonly closeTimeoutMs: number;
}

/** The answer to a signal: not ready any more, wait for the balancers to notice, close everything, leave. */
export function stopping(
  { world, log, health, held }: Running,
  times: StoppingTimes,
): (signal: unknown) => void {
  const drain = async () => {
    if (times.drainDelayMs > 0) await pause(times.drainDelayMs);
    const unfinished = await held.closeAll(times.closeTimeoutMs, log);
    if (unfinished.length === 0) log.info('stopped');
    else log.error({ unfinished }, 'stopped, though not everything was finished');
    world.exit(unfinished.length === 0 ? exitCodes.stopped : exitCodes.unfinished);
  };
  return (signal) => {
    if (health.draining()) {
      log.warn({ signal }, 'leaving without waiting');
      return world.exit(exitCodes.failed);
    }
    health.drain();
    log.info({ signal }, 'stopping');
    void drain();
  };
}
