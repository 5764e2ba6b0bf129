import { connectDatabase } from '@botect/database';
import { until } from '../../infra/local/processes.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import type { ServerProcess } from '../laboratory/server-process.ts';
import { fillCache } from '../laboratory/sessions.ts';
import { multiplySessions, type StoredRows, storedSessions, topicBytes } from '../laboratory/stored.ts';
import { lag, scoringGroup, signalEnds, startAtEnd, withAdmin } from '../laboratory/topics.ts';
import { fillBacklog } from '../load/backlog.ts';
import { nextRun } from '../load/batch-load.ts';
import { openLoop } from '../load/open-loop.ts';
import { sizedRequests } from '../load/sized-batches.ts';
import { verdictRequests } from '../load/verdict-load.ts';
import { familyCpuMicros } from '../measure/family-cpu.ts';
import type { Finding } from '../measure/finding.ts';
import { processMemory } from '../measure/process-memory.ts';
import type { Metric } from './metric.ts';

const metric = 'costs';
const batchSizes = [1, 10, 50];
/** More a second than any of them bears: what is gathered is gathered as it is under load, where costs count. */
const [batchRate, verdictRate] = [20_000, 60_000];
const connections = 64;
/** Of ten events each; five to a session. */
const backlogRecords = 20_000;
const copiesOfSessions = 7;
/** Tidying a table up takes longer than any statement of the product may. */
const tidyTimeoutMs = 300_000;
const drainTimeoutMs = 180_000;

/** What one batch, one record and one verdict cost every process they pass, in CPU time, and what each leaves behind. */
export const costs: Metric = async (laboratory, { rounds, seconds }) => {
  const findings: Finding[] = [];
  const ingest = await laboratory.service('ingest');
  for (const events of batchSizes)
    findings.push(...(await batches(laboratory, ingest, { events, rounds, seconds })));
  findings.push(...memoryOf(ingest));
  await laboratory.stopServers();
  findings.push(...(await records(laboratory, 1, rounds)), ...(await records(laboratory, 2, rounds)));
  findings.push(...(await rows(laboratory)));
  findings.push(...(await records(laboratory, 1, rounds, 'beside many rows')));
  return [...findings, ...(await verdicts(laboratory, { rounds, seconds }))];
};

/** The processes besides our own, by what they are. */
function backends({ infrastructure: { kafka, redis, postgres } }: Laboratory) {
  const family = (pid: number | undefined) => () => familyCpuMicros(pid ?? 0);
  return {
    Kafka: family(kafka[0]?.process.id),
    Redis: family(redis.process.id),
    PostgreSQL: family(postgres.process.id),
  };
}

/** CPU of everybody concerned, µs, for each of what `work` says that it did. */
async function spent(laboratory: Laboratory, own: readonly ServerProcess[], work: () => Promise<number>) {
  const ours = () => own.reduce((sum, { pid }) => sum + familyCpuMicros(pid), 0);
  const meters = Object.entries({ ...backends(laboratory), [own[0]?.name ?? '']: ours });
  const before = meters.map(([, read]) => read());
  const done = await work();
  return new Map(meters.map(([name, read], at) => [name, (read() - (before[at] ?? 0)) / done]));
}

interface Sized {
  readonly events: number;
  readonly rounds: number;
  readonly seconds: number;
}

async function batches(laboratory: Laboratory, ingest: ServerProcess, { events, rounds, seconds }: Sized) {
  const all: Map<string, number>[] = [];
  const brokers = laboratory.infrastructure.kafka;
  const before = topicBytes(brokers, 'signals');
  let sent = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const requests = sizedRequests(laboratory.project.siteKey, nextRun(), { events });
    const plan = { port: ingest.port, rate: batchRate, seconds, connections };
    const work = async () => {
      const { accepted } = await openLoop(plan, requests);
      sent += accepted;
      return accepted;
    };
    all.push(await spent(laboratory, [ingest], work));
  }
  const kept = (topicBytes(brokers, 'signals') - before) / sent;
  const of = `a batch of ${events}`;
  return [...named(all, of), { metric, what: `Kafka: kept of ${of}`, unit: 'B', values: [kept] } as const];
}

/** One line for every process; the first round warmed up. */
function named(all: readonly Map<string, number>[], of: string): Finding[] {
  const measured = all.slice(1);
  return [...(measured[0]?.keys() ?? [])].map((name) => ({
    metric,
    what: `${name}: CPU of ${of}`,
    unit: 'µs',
    values: measured.map((one) => one.get(name) ?? Number.NaN),
  }));
}

/** A backlog of records of ten events, worked off by so many processes that share the partitions. */
async function records(
  laboratory: Laboratory,
  processes: number,
  rounds: number,
  beside = '',
): Promise<Finding[]> {
  const { infrastructure, project, service } = laboratory;
  const brokers = infrastructure.kafkaBrokers;
  return withAdmin(brokers, async (admin) => {
    await startAtEnd(admin, scoringGroup);
    const own: ServerProcess[] = [];
    for (let count = 0; count < processes; count += 1) own.push(await service('scoring'));
    const all: Map<string, number>[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      for (const server of own) server.pause();
      await fillBacklog(brokers, project.id, { count: backlogRecords });
      const wanted = await signalEnds(admin);
      const work = async () => {
        for (const server of own) server.resume();
        await until(async () => (await lag(admin, scoringGroup, wanted)) === 0, drainTimeoutMs);
        return backlogRecords;
      };
      all.push(await spent(laboratory, own, work));
    }
    const memory = processes === 1 && beside === '' ? own.flatMap(memoryOf) : [];
    await laboratory.stopServers();
    return [...named(all, `a record, ${processes} scoring ${beside}`.trim()), ...memory];
  });
}

async function rows({ infrastructure }: Laboratory): Promise<Finding[]> {
  const database = await connectDatabase({
    url: infrastructure.databaseUrl,
    statementTimeoutMs: tidyTimeoutMs,
  });
  try {
    const few = sessionBytes('as scored', await storedSessions(database));
    await multiplySessions(database, copiesOfSessions);
    return [...few, ...sessionBytes('of many', await storedSessions(database))];
  } finally {
    await database.close();
  }
}

function sessionBytes(what: string, { rows: count, bytes }: StoredRows): Finding[] {
  return [
    { metric, what: `PostgreSQL: a session ${what}`, unit: 'B', values: [bytes / count] },
    { metric, what: `PostgreSQL: sessions ${what}`, unit: '', values: [count] },
  ];
}

async function verdicts(
  laboratory: Laboratory,
  { rounds, seconds }: Omit<Sized, 'events'>,
): Promise<Finding[]> {
  const { infrastructure, project, service } = laboratory;
  const sessions = 100_000;
  await fillCache(infrastructure.redisUrl, project.id, sessions);
  const server = await service('verdict');
  const all: Map<string, number>[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const plan = { port: server.port, rate: verdictRate, seconds, connections };
    const work = async () => (await openLoop(plan, verdictRequests(project, sessions))).accepted;
    all.push(await spent(laboratory, [server], work));
  }
  return [...named(all, 'a verdict'), ...memoryOf(server)];
}

function memoryOf({ name, pid }: ServerProcess): Finding[] {
  return [
    { metric, what: `${name}: memory after this`, unit: 'B', values: [processMemory(pid).residentBytes] },
  ];
}
