import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { uniqueName } from '@botect/testkit';
import type { ServiceName } from '../../e2e/harness/installation.ts';
import type { Settlement } from '../../e2e/harness/ledger.ts';
import { startLoad } from '../../e2e/harness/load.ts';
import type { Finding } from '../measure/finding.ts';
import { leastSquares, type Reading } from './slope.ts';
import { type Ground, openGround, type Trial } from './trial.ts';

const readEveryMs = 5_000;
/** Caches fill and code is compiled in the first part of the time, which is not looked at. */
const warmUpShare = 1 / 3;
const growthGoal = { atMost: 1 };
const settleTimeoutMs = 120_000;
/** Few, so that what scoring remembers is full before anything is read. */
const settings = { SCORING_SESSIONS_IN_MEMORY: '1000' };

/** The same load for many minutes: whether memory grows, and whether anything is lost or refused. */
export const soak: Trial = async (options, say) => {
  const ground = await openGround({ settings, print: say });
  try {
    const { botect, project, token } = ground;
    const load = startLoad({
      ...{ botect, project, token, name: uniqueName('soak'), pauseMs: options.pauseMs },
      workers: options.visitors,
    });
    const memory = await readMemory(ground, options.minutes, say);
    await load.stop();
    const settlement = await load.ledger.settled(botect.database, project, settleTimeoutMs);
    for (const failure of load.failures.slice(0, 20)) say(`  ${failure}`);
    return [...memory.map(growthOf), ...books(settlement, load.failures.length, options.minutes)];
  } finally {
    await ground.close();
  }
};

interface ProcessMemory {
  readonly name: string;
  readonly pid: number;
  /** Minutes, and resident MB. */
  readonly readings: Reading[];
}

const names: readonly ServiceName[] = ['ingest', 'verdict', 'accounts', 'scoring'];

async function readMemory(
  { botect }: Ground,
  minutes: number,
  say: (line: string) => void,
): Promise<ProcessMemory[]> {
  const processes = names.flatMap((name) =>
    botect.of(name).map((replica, at): ProcessMemory => {
      return { name: `${name} ${at + 1}`, pid: replica.pid(), readings: [] };
    }),
  );
  const startedAt = performance.now();
  for (let at = 0, told = 0; at < minutes; at = (performance.now() - startedAt) / 60_000) {
    for (const { pid, readings } of processes) readings.push({ at, value: residentMegabytes(pid) });
    if (at >= told + 1) {
      told = Math.floor(at);
      say(`  minute ${told}: ${processes.map(lastOf).join(', ')}`);
    }
    await pause(readEveryMs);
  }
  return processes;
}

function lastOf({ name, readings }: ProcessMemory): string {
  return `${name} ${Math.round(readings.at(-1)?.value ?? 0)} MB`;
}

function residentMegabytes(pid: number): number {
  const told = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(told)?.[1]) / 1_024;
}

function growthOf({ name, readings }: ProcessMemory): Finding {
  const warm = readings.slice(Math.floor(readings.length * warmUpShare));
  const { mean, slope } = leastSquares(warm);
  const [first, last] = [warm[0]?.value ?? 0, warm.at(-1)?.value ?? 0];
  const what = `${name}: memory in 10 minutes (${Math.round(first)} to ${Math.round(last)} MB)`;
  return { metric: 'soak', what, unit: '%', values: [(slope * 10 * 100) / mean], goal: growthGoal };
}

function books({ acknowledged, lost, twice }: Settlement, failures: number, minutes: number): Finding[] {
  const one = (what: string, value: number, goal = {}): Finding => {
    return { metric: 'soak', what, unit: '', values: [value], ...goal };
  };
  const none = { goal: { atMost: 0 } };
  return [
    one('minutes', minutes),
    one('events acknowledged', acknowledged),
    one('acknowledged events lost', lost, none),
    one('events counted twice', twice, none),
    one('answers that were wrong, or none', failures, none),
  ];
}
