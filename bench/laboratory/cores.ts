import { execFileSync } from 'node:child_process';

/** What is measured has a core of its own; load, Kafka, Redis and PostgreSQL share the other. */
export const serverCore = 0;
export const loadCore = 1;

/** Moves this process, and so everything it starts from now on, to the core of the load. */
export function pinToLoadCore(): void {
  execFileSync('taskset', ['-a', '-c', '-p', `${loadCore}`, `${process.pid}`], { stdio: 'ignore' });
}

/** The command, moved to the core of what is measured. */
export function onServerCore(command: readonly string[]): string[] {
  return ['taskset', '-c', `${serverCore}`, ...command];
}
