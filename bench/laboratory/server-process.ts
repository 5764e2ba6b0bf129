import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { launcher } from '../../infra/local/launcher.ts';
import { freePorts } from '../../infra/local/ports.ts';
import { until } from '../../infra/local/processes.ts';
import { onServerCore } from './cores.ts';

const root = resolve(import.meta.dirname, '../..');
/** What `/ready` answers until then; a reference answers something else, whatever it is. */
const notReady = 503;
/** Half a minute is not enough on a machine that does much else. */
const startTimeoutMs = 120_000;
const stopTimeoutMs = 15_000;

/** A program under test: a service or a reference, alone on its core. */
export interface ServerProcess {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  pause(): void;
  resume(): void;
  /** Asks it to end (SIGTERM), then insists. */
  stop(): Promise<void>;
}

export interface ServerPlan {
  readonly name: string;
  /** From the root of the repository. */
  readonly program: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Which of its two ports tells that it serves: `/ready` of a service, the only one of a reference. */
  readonly readyPath: '/ready' | '/';
}

/** Starts the program and resolves when it serves. It ends with this process, however that ends. */
export async function startServer({
  name,
  program,
  settings,
  readyPath,
}: ServerPlan): Promise<ServerProcess> {
  const [port = 0, adminPort = 0] = await freePorts([0, 0]);
  const [file = '', ...parameters] = [
    ...launcher({ ephemeral: true }),
    ...onServerCore([process.execPath, ...nodeFlags(name), join(root, program)]),
  ];
  const listening = {
    HOST: '127.0.0.1',
    ADMIN_HOST: '127.0.0.1',
    PORT: `${port}`,
    ADMIN_PORT: `${adminPort}`,
  };
  const child = spawn(file, parameters, {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
      ...listening,
      ...settings,
    },
    stdio: ['ignore', 2, 2],
  });
  const asked = readyPath === '/' ? port : adminPort;
  const serves = () => answers(`http://127.0.0.1:${asked}${readyPath}`);
  const ready = await until(async () => child.exitCode !== null || (await serves()), startTimeoutMs);
  if (!ready || child.exitCode !== null || child.pid === undefined) throw new Error(`${name} did not start`);
  return {
    name,
    pid: child.pid,
    port,
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    stop: () => stop(child),
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status !== notReady;
  } catch {
    // Not listening yet.
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await ended;
  clearTimeout(insist);
}

/** BENCH_NODE_FLAGS goes to every program under test, e.g. `--cpu-prof --cpu-prof-dir=/tmp/profiles`. */
function nodeFlags(name: string): string[] {
  const flags = process.env['BENCH_NODE_FLAGS']?.split(' ').filter((flag) => flag !== '') ?? [];
  return flags.map((flag) => flag.replace('{name}', name));
}
