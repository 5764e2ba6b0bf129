import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closable } from '@botect/runtime';
import { eventually } from '@botect/testkit';
import { type Environment, type Program, startProgram } from './program.ts';

/** The first start creates a database, which takes some seconds, and more on a busy machine. */
const startTimeoutMs = 180_000;

/** A folder for `BOTECT_DATA_DIR`, removed by `close`. */
export async function dataFolder(): Promise<Closable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'botect-e2e-'));
  return { path, close: async () => rmSync(path, { recursive: true, force: true }) };
}

export const standaloneDefaults: Environment = {
  HOST: '127.0.0.1',
  ADMIN_HOST: '127.0.0.1',
  PORT: '0',
  ADMIN_PORT: '0',
};

/** What `npm start` runs, once it says where it listens. */
export interface Standalone extends Program {
  readonly origin: string;
}

/** Starts it on free ports; rejects with what it said when it ends instead. */
export async function startStandalone(environment: Environment): Promise<Standalone> {
  const program = startProgram({
    command: ['standalone/src/main.ts'],
    environment: { ...standaloneDefaults, ...environment },
  });
  const announced = /^Botect is running at (\S+)$/m;
  try {
    const origin = await eventually(
      () => {
        const [, found] = announced.exec(program.stdout()) ?? [];
        if (found === undefined && !program.ended()) throw new Error('it does not say where it listens');
        return found;
      },
      { timeoutMs: startTimeoutMs },
    );
    if (origin === undefined) throw new Error(`it ended: ${program.stdout()}${program.stderr()}`);
    return { ...program, origin };
  } catch (error) {
    await program.close();
    throw error;
  }
}
