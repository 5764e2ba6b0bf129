import { setTimeout as pause } from 'node:timers/promises';
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
  readonly closeTimeoutMs: number;
}

/** The answer to a signal: not ready any more, wait for the balancers to notice, close everything, leave. */
export function stopping(
  { world, log, health, held }: Running,
  times: StoppingTimes,
): (signal: unknown) => void {
  const drain = async () => {
    if (times.drainDelayMs > 0) await pause(times.drainDelayMs);
    const clean = await held.closeAll(times.closeTimeoutMs, log);
    log.info('stopped');
    world.exit(clean ? 0 : 1);
  };
  return (signal) => {
    if (health.draining()) {
      log.warn({ signal }, 'leaving without waiting');
      return world.exit(1);
    }
    health.drain();
    log.info({ signal }, 'stopping');
    void drain();
  };
}
