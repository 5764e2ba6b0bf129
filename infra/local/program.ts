import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { identify, isAlive, type ProcessId, signalFamily, signalOne, until } from './processes.ts';

const readyTimeoutMs = 60_000;
const stopTimeoutMs = 20_000;

/** How one server is started. `ready` connects to it and answers whether it serves. */
export interface ProgramPlan {
  readonly name: string;
  readonly port: number;
  readonly command: readonly string[];
  readonly logFile: string;
  /** Receives every process started under this plan. */
  readonly launched: ProcessId[];
  ready(): Promise<boolean>;
}

/** A running server with the handles of a fault test: it can be paused, killed and started again on its port. */
export interface Program {
  readonly name: string;
  readonly port: number;
  readonly logFile: string;
  readonly process: ProcessId;
  /** Freezes it with SIGSTOP: connections stay open and nothing answers. */
  pause(): void;
  resume(): void;
  /** kill -9, resolved when it is gone. */
  kill(): Promise<void>;
  /** Asks it to end (SIGTERM), then insists. */
  stop(): Promise<void>;
  /** Starts it again on the same port and data after `kill` or `stop`; resolves when it serves. */
  start(): Promise<void>;
}

/** Starts the server and resolves when it serves; rejects with the last line of its log when it ends instead. */
export async function startProgram(plan: ProgramPlan): Promise<Program> {
  let current = await launch(plan);
  return {
    name: plan.name,
    port: plan.port,
    logFile: plan.logFile,
    get process() {
      return current;
    },
    pause: () => signalFamily(current, 'SIGSTOP'),
    resume: () => signalFamily(current, 'SIGCONT'),
    kill: () => killProcess(current),
    stop: () => stopProcess(current),
    start: async () => {
      current = await launch(plan);
    },
  };
}

export async function killProcess(target: ProcessId): Promise<void> {
  signalFamily(target, 'SIGKILL');
  await until(() => !isAlive(target), stopTimeoutMs);
}

export async function stopProcess(target: ProcessId): Promise<void> {
  if (!isAlive(target)) return;
  signalFamily(target, 'SIGCONT');
  signalOne(target.id, 'SIGTERM');
  if (!(await until(() => !isAlive(target), stopTimeoutMs))) await killProcess(target);
}

async function launch(plan: ProgramPlan): Promise<ProcessId> {
  const log = openSync(plan.logFile, 'a');
  const [file = '', ...parameters] = plan.command;
  // Detached: a Ctrl-C in the terminal reaches only this process, which ends the others in good order.
  const child = spawn(file, parameters, { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  child.unref();
  if (child.pid === undefined) return failed;
  const started = identify(child.pid);
  plan.launched.push(started);
  const serves = await until(async () => !isAlive(started) || (await plan.ready()), readyTimeoutMs);
  if (serves && isAlive(started)) return started;
  await killProcess(started);
  throw new Error(`${plan.name} did not start: ${lastLine(plan.logFile)} (${plan.logFile})`);
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) || 'it said nothing';
}
