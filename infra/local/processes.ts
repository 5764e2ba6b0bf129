import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

interface ProcessFacts {
  readonly parent: number;
  /** Ticks since boot: with the id it names one process for ever, where an id alone is given again. */
  readonly startedAt: number;
}

/** Facts of a process from /proc, or null when it is gone (a zombie is gone). */
function facts(id: number): ProcessFacts | null {
  try {
    // The command name sits in parentheses and may hold spaces, so fields are counted after its end.
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    if (fields[0] === 'Z') return null;
    return { parent: Number(fields[1]), startedAt: Number(fields[19]) };
  } catch {
    return null;
  }
}

export interface ProcessId {
  readonly id: number;
  readonly startedAt: number;
}

export function identify(id: number): ProcessId {
  return { id, startedAt: facts(id)?.startedAt ?? 0 };
}

export function isAlive(process: ProcessId): boolean {
  return facts(process.id)?.startedAt === process.startedAt;
}

/** The process and everything it started, parents first: PostgreSQL answers from children of its main process. */
function family(id: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ id: Number(name), parent: facts(Number(name))?.parent }));
  const below = (of: number): number[] => [
    of,
    ...parents.filter((one) => one.parent === of).flatMap((one) => below(one.id)),
  ];
  return below(id);
}

/** Sends the signal to the process and all it started; silent when it is gone. */
export function signalFamily(target: ProcessId, signal: NodeJS.Signals): void {
  if (!isAlive(target)) return;
  for (const id of family(target.id)) signalOne(id, signal);
}

export function signalOne(id: number, signal: NodeJS.Signals): void {
  try {
    process.kill(id, signal);
  } catch {
    // It ended between being listed and being signalled, which is what was wanted.
  }
}

/** Asks until the answer is true; false when `timeoutMs` passed first. */
export async function until(ask: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!(await ask())) {
    if (performance.now() > deadline) return false;
    await pause(20);
  }
  return true;
}
