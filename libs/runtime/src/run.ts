import type { z } from 'zod';
import { lifecycle } from './lifecycle.ts';
import type { Scope } from './scope.ts';
import { processSurroundings } from './surroundings.ts';

/**
 * Runs a process: settings, log, telemetry, admin server, then `start`, until SIGTERM or SIGINT. Then readiness goes
 * off, resources close within CLOSE_TIMEOUT_MS all together, and the exit code is 0, or 75 when the log names parts that were
 * not finished; a second signal does not wait. A failure to start exits with 1 after one clear line. So does an error nobody
 * caught, at once: whatever was not acknowledged will be delivered again.
 */
export function run<Own extends z.ZodObject>(
  name: string,
  settings: Own,
  start: (scope: Scope<z.output<Own>>) => Promise<void>,
): Promise<void> {
  return lifecycle(processSurroundings(), { name, settings, start });
}
