import { accountToken } from '../laboratory/enabled-project.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import type { ServerProcess } from '../laboratory/server-process.ts';
import { fillCache } from '../laboratory/sessions.ts';
import { batchRequests } from '../load/batch-bodies.ts';
import { batchLoad, nextRun, sessionsInPool } from '../load/batch-load.ts';
import { openLoop } from '../load/open-loop.ts';
import { verdictLoad, verdictRequests } from '../load/verdict-load.ts';
import { closedLoop } from '../measure/closed-loop.ts';
import type { Finding } from '../measure/finding.ts';
import { cpuMicros } from '../measure/process-cpu.ts';
import { processMemory } from '../measure/process-memory.ts';
import type { Metric } from './metric.ts';

const metric = 'sizing';
const sessions = 100_000;
const connections = 64;
/** A modest day: batches of ten events, verdicts, calls of the control plane, a second. */
const rates = { ingest: 500, verdict: 1_000, accounts: 50 };
const unlimited = { CALLS_PER_MINUTE_PER_KEY: '100000', CALLS_PER_MINUTE_PER_ADDRESS: '100000' };

/** What each service takes of a machine: at rest, on a modest day, and when it is given all it bears. */
export const sizing: Metric = async (laboratory, { seconds }) => {
  const servers = await startServers(laboratory);
  const watched = Object.values(servers);
  const atRest = watched.flatMap((server) => memoryOf(server, 'at rest'));
  const modest = await spent(watched, seconds, () => modestDay(laboratory, servers, seconds));
  const before = watched.flatMap((server) => memoryOf(server, 'on a modest day'));
  const full = await spent(watched, seconds, () => fullLoad(laboratory, servers, seconds));
  const after = watched.flatMap((server) => memoryOf(server, 'with all it bears'));
  return [
    ...atRest,
    ...named(modest, 'on a modest day'),
    ...before,
    ...named(full, 'with all it bears'),
    ...after,
  ];
};

type Servers = Readonly<Record<'ingest' | 'scoring' | 'verdict' | 'accounts', ServerProcess>>;

async function startServers({ service, infrastructure, project }: Laboratory): Promise<Servers> {
  await fillCache(infrastructure.redisUrl, project.id, sessions);
  return {
    ingest: await service('ingest'),
    scoring: await service('scoring'),
    verdict: await service('verdict'),
    accounts: await service('accounts', { BOTECT_BOOTSTRAP_TOKEN: accountToken, ...unlimited }),
  };
}

async function modestDay({ project }: Laboratory, servers: Servers, seconds: number): Promise<void> {
  const at = (name: keyof typeof rates) => ({
    port: servers[name].port,
    rate: rates[name],
    seconds,
    connections,
  });
  await Promise.all([
    openLoop(at('ingest'), batchRequests(project.siteKey, nextRun(), sessionsInPool)),
    openLoop(at('verdict'), verdictRequests(project, sessions)),
    openLoop(at('accounts'), () => listRequest),
  ]);
}

/** One after the other: what shares a core would starve. */
async function fullLoad({ project }: Laboratory, servers: Servers, seconds: number): Promise<void> {
  await closedLoop(servers.ingest, batchLoad(project), seconds);
  await closedLoop(servers.verdict, verdictLoad(project, sessions), seconds);
}

const listRequest = `${[
  'GET /v1/projects HTTP/1.1',
  'Host: 127.0.0.1',
  `Authorization: Bearer ${accountToken}`,
].join('\r\n')}\r\n\r\n`;

/** Processors each kept busy meanwhile, over `seconds`. */
async function spent(servers: readonly ServerProcess[], seconds: number, work: () => Promise<void>) {
  const before = servers.map(({ pid }) => cpuMicros(pid));
  await work();
  return servers.map(({ name, pid }, at) => {
    const cores = (cpuMicros(pid) - (before[at] ?? 0)) / (seconds * 1_000_000);
    return { name, cores };
  });
}

function named(all: Awaited<ReturnType<typeof spent>>, when: string): Finding[] {
  return all.map(({ name, cores }) => ({
    metric,
    what: `${name}: processors ${when}`,
    unit: '',
    values: [cores],
  }));
}

function memoryOf({ name, pid }: ServerProcess, when: string): Finding[] {
  const { residentBytes, peakBytes } = processMemory(pid);
  return [
    { metric, what: `${name}: memory ${when}`, unit: 'B', values: [residentBytes] },
    { metric, what: `${name}: most memory so far`, unit: 'B', values: [peakBytes] },
  ];
}
