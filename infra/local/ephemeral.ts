import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { identify, isAlive, type ProcessId, signalFamily } from './processes.ts';

/** A new folder of this process; those whose process is gone, and could not clean up, are removed. */
export function ephemeralFolder(parent: string): string {
  const runs = join(parent, 'run');
  mkdirSync(runs, { recursive: true });
  for (const name of readdirSync(runs)) {
    const [id = 0, startedAt = 0] = name.split('-').map(Number);
    if (!isAlive({ id, startedAt })) rmSync(join(runs, name), { recursive: true, force: true });
  }
  const { id, startedAt } = identify(process.pid);
  return mkdtempSync(join(runs, `${id}-${startedAt}-`));
}

/** What has to go when this process exits or is interrupted. */
export interface Leftovers {
  readonly launched: readonly ProcessId[];
  /** Removed with all its content; null keeps every file. */
  readonly folder: string | null;
}

/** Ends and removes the leftovers when this process exits or is interrupted; answers how to stop guarding. */
export function guardExit({ launched, folder }: Leftovers): () => void {
  const clean = () => {
    for (const one of launched) signalFamily(one, 'SIGKILL');
    if (folder !== null) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const interrupted = (signal: NodeJS.Signals) => {
    clean();
    release();
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const release = () => {
    process.off('exit', clean);
    for (const signal of signals) process.off(signal, interrupted);
  };
  process.on('exit', clean);
  for (const signal of signals) process.on(signal, interrupted);
  return release;
}
