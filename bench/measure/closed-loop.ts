import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { ServerProcess } from '../laboratory/server-process.ts';
import { cpuMicros } from './process-cpu.ts';
import type { Sample } from './sample.ts';

/** Unless a load says otherwise: enough to keep one core busy while answers wait for Kafka or Redis, as few as leave latency readable. */
const connectionsUsual = 64;
const loadFolder = resolve(import.meta.dirname, '../load');

/** What a script of `bench/load` sends, and with which arguments. */
export interface ClosedLoopLoad {
  readonly script: 'batches.lua' | 'verdicts.lua';
  /** Called for every run: arguments that must differ from run to run do. */
  parameters(): readonly string[];
  readonly connections?: number;
}

interface WrkSummary {
  readonly requests: number;
  readonly durationMicros: number;
  readonly failures: number;
}

/** As many requests as the server answers, each connection waiting for its answer before the next. */
export async function closedLoop(
  { port, pid }: ServerProcess,
  load: ClosedLoopLoad,
  seconds: number,
): Promise<Sample> {
  const { connections = connectionsUsual } = load;
  const before = cpuMicros(pid);
  const { stdout } = await promisify(execFile)('wrk', [
    ...['-t', '1', '-c', `${connections}`, '-d', `${seconds}s`, '--timeout', '10s'],
    ...['-s', resolve(loadFolder, load.script), `http://127.0.0.1:${port}`, '--'],
    ...load.parameters(),
  ]);
  const used = cpuMicros(pid) - before;
  const { requests, durationMicros, failures }: WrkSummary = JSON.parse(
    stdout.trim().split('\n').at(-1) ?? '',
  );
  return {
    perSecond: requests / (durationMicros / 1e6),
    cpuMicros: used / requests,
    busy: used / durationMicros,
    failures,
  };
}
