import type { Closable } from './closable.ts';
import type { Health } from './health.ts';
import type { Logger } from './logger.ts';
import type { BaseSettings } from './settings.ts';
import type { Telemetry } from './telemetry.ts';

/** What a process is given to start with. */
export interface Scope<Settings> {
  readonly config: Settings & BaseSettings;
  readonly log: Logger;
  readonly telemetry: Telemetry;
  readonly health: Health;
  /**
   * Keeps a resource until the process stops. Resources close in the reverse order of their `use`: connections are
   * used first, listeners last. A rejection is a failure to start. `part` is what the log calls it, should it not close.
   */
  use<Resource extends Closable>(part: string, resource: Resource | Promise<Resource>): Promise<Resource>;
  /** Text for the person who started the process, past the log and its masking: a first token, shown once. */
  print(text: string): void;
}
