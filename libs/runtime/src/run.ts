import type { z } from 'zod';
import type { Closable } from './closable.ts';
import type { Health } from './health.ts';
import { lifecycle } from './lifecycle.ts';
import type { Logger } from './logger.ts';
import type { BaseSettings } from './settings.ts';
import { processSurroundings } from './surroundings.ts';
import type { Telemetry } from './telemetry.ts';

/** What a process is given to start with. */
export interface Scope<Settings> {
  readonly config: Settings & BaseSettings;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  readonly health: Health;
  /**
   * Keeps a resource until the process stops. Resources close in the reverse order of their `use`: connections are
   * used first, listeners last. A rejection is a failure to start.
   */
  use<Resource extends Closable>(resource: Resource | Promise<Resource>): Promise<Resource>;
  /** Text for the person who started the process, past the log and its masking: a first token, shown once. */
  print(text: string): void;
}

/**
 * Runs a process: settings, log, telemetry, admin server, then `start`, until SIGTERM or SIGINT. Then readiness goes
 * off, resources close, and the exit code is 0; a second signal does not wait. A failure to start exits with 1 after
 * one clear line. So does an error nobody caught, at once: whatever was not acknowledged will be delivered again.
 */
export function run<Own extends z.ZodObject>(
  name: string,
  settings: Own,
  start: (scope: Scope<z.output<Own>>) => Promise<void>,
): Promise<void> {
  return lifecycle(processSurroundings(), { name, settings, start });
}
