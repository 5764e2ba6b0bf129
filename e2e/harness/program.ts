import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Closable } from '@botect/runtime';
import { launcher } from '../../infra/local/launcher.ts';

const root = resolve(import.meta.dirname, '../..');

export type Environment = Readonly<Record<string, string>>;

export interface ProgramPlan {
  /** From the root of the repository; arguments follow. */
  readonly command: readonly [entry: string, ...parameters: string[]];
  /** All it is told: nothing of the test run's own environment but PATH reaches it. */
  readonly environment: Environment;
}

/** A process of ours, seen from outside. */
export interface Program extends Closable {
  /** 0 when it could not be started. */
  readonly pid: number;
  readonly exitCode: Promise<number | null>;
  ended(): boolean;
  stdout(): string;
  stderr(): string;
  signal(name: NodeJS.Signals): void;
}

/** Starts `node <entry>`. The kernel ends it with the test run, however that ends. */
export function startProgram({ command, environment }: ProgramPlan): Program {
  const [file = '', ...parameters] = [...launcher({ ephemeral: true }), process.execPath, ...command];
  const child = spawn(file, parameters, {
    cwd: root,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  return {
    pid: child.pid ?? 0,
    exitCode: closed.then(([code]) => code),
    ended: () => child.exitCode !== null || child.signalCode !== null,
    stdout: collected(child.stdout),
    stderr: collected(child.stderr),
    signal: (name) => void child.kill(name),
    async close() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

function collected(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
