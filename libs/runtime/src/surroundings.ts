import type { Environment } from './given-settings.ts';

type ProcessEvent = 'SIGTERM' | 'SIGINT' | 'uncaughtException' | 'unhandledRejection';

/** What a process meets outside itself; tests bring their own. */
export interface Surroundings {
  readonly environment: Environment;
  /** A person reads the output. */
  readonly atTerminal: boolean;
  write(text: string): void;
  exit(code: number): void;
  on(event: ProcessEvent, listener: (cause: unknown) => void): void;
}

export function processSurroundings(): Surroundings {
  // A reader that went away (`| head`) is no reason to stop serving.
  process.stdout.on('error', () => {});
  return {
    // biome-ignore lint/style/noProcessEnv: the one place where the environment is read
    environment: process.env,
    atTerminal: process.stdout.isTTY === true,
    write: (text) => void process.stdout.write(text),
    exit: (code) => process.exit(code),
    on: (event, listener) => void process.on(event, listener),
  };
}
