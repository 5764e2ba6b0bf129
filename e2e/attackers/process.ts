import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Closable } from '@botect/runtime';
import { launcher } from '../../infra/local/launcher.ts';
import { identify, signalFamily } from '../../infra/local/processes.ts';

export interface Child extends Closable {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
}

/** Starts a program that ends with this one, however that ends; `close` ends it with all it started. */
export function startChild(
  command: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Child {
  const [file = '', ...parameters] = [...launcher({ ephemeral: true }), ...command];
  const child = spawn(file, parameters, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'exit');
  // Nobody may read what it says, and it must not wait for that.
  for (const stream of [child.stdout, child.stderr]) stream.resume();
  return {
    process: child,
    async close() {
      if (child.pid !== undefined && child.exitCode === null) signalFamily(identify(child.pid), 'SIGKILL');
      await closed;
    },
  };
}
