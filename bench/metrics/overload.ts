import { until } from '../../infra/local/processes.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import { lag, scoringGroup, signalEnds, startAtEnd, withAdmin } from '../laboratory/topics.ts';
import { batchRequests } from '../load/batch-bodies.ts';
import { batchLoad, nextRun, sessionsInPool } from '../load/batch-load.ts';
import { type OpenLoopResult, openLoop } from '../load/open-loop.ts';
import { closedLoop } from '../measure/closed-loop.ts';
import type { Finding } from '../measure/finding.ts';
import { cpuMicros } from '../measure/process-cpu.ts';
import { interleaved } from '../measure/rounds.ts';
import { median } from '../measure/statistics.ts';
import type { Metric } from './metric.ts';

const metric = 'overload';
const overloadFactor = 3;
/** More than IN_FLIGHT_MAX as shipped, so that ingest has to refuse. */
const connections = 4_000;
const eventsPerBatch = 10;
const drainTimeoutMs = 300_000;

/** What ingest still accepts when three times as much comes as it can bear, and whether all of it is scored in the end. */
export const overload: Metric = async (laboratory, { rounds, seconds }) => {
  const { service, project, infrastructure } = laboratory;
  const server = await service('ingest');
  await withAdmin(infrastructure.kafkaBrokers, (admin) => startAtEnd(admin, scoringGroup));
  const meteredBefore = await meteredEvents(laboratory);
  let accepted = 0;
  let rate = 0;
  const floods: OpenLoopResult[] = [];
  const measured = await interleaved(
    {
      peak: async () => {
        const sample = await closedLoop(server, batchLoad(project), seconds);
        accepted += Math.round(sample.perSecond * seconds);
        rate = Math.floor(sample.perSecond * overloadFactor);
        return sample;
      },
      flood: async () => {
        const requests = batchRequests(project.siteKey, nextRun(), sessionsInPool);
        const before = cpuMicros(server.pid);
        const flood = await openLoop({ port: server.port, rate, seconds, connections }, requests);
        const used = cpuMicros(server.pid) - before;
        accepted += flood.accepted;
        floods.push(flood);
        const perSecond = flood.accepted / (flood.tookMs / 1_000);
        return { failures: 0, perSecond, cpuMicros: used / flood.accepted };
      },
    },
    rounds,
  );
  await server.stop();
  const kept = await scoreAll(laboratory, meteredBefore);
  const ratios = measured.map(({ peak, flood }) => flood.perSecond / peak.perSecond);
  const byCpu = measured.map(({ peak, flood }) => peak.cpuMicros / flood.cpuMicros);
  return [
    { metric, what: 'goodput ÷ peak', unit: '×', values: ratios, goal: { atLeast: 0.9 } },
    { metric, what: 'goodput ÷ peak, by CPU', unit: '×', values: byCpu, goal: { atLeast: 0.9 } },
    ...lostOf(accepted * eventsPerBatch, kept),
    ...floodsOf(floods.slice(-rounds), median(measured.map(({ peak }) => peak.perSecond))),
  ];
};

/** Runs scoring until it has committed all there is; answers the events metered since. */
async function scoreAll(laboratory: Laboratory, meteredBefore: number): Promise<number> {
  const { service, infrastructure } = laboratory;
  await service('scoring');
  await withAdmin(infrastructure.kafkaBrokers, async (admin) => {
    const wanted = await signalEnds(admin);
    const drained = await until(async () => (await lag(admin, scoringGroup, wanted)) === 0, drainTimeoutMs);
    if (!drained) throw new Error('scoring did not finish in time');
  });
  return (await meteredEvents(laboratory)) - meteredBefore;
}

/** Events counted into sessions, each once. */
async function meteredEvents({ database }: Laboratory): Promise<number> {
  const text = 'select coalesce(sum(events), 0)::int as events from scoring.usage_months';
  return (await database.query<{ events: number }>(text)).rows[0]?.events ?? 0;
}

function lostOf(accepted: number, kept: number): Finding[] {
  return [
    {
      metric,
      what: 'accepted events not scored',
      unit: '',
      values: [Math.max(0, accepted - kept)],
      goal: { atMost: 0 },
    },
    { metric, what: 'events accepted', unit: '', values: [accepted] },
    {
      metric,
      what: 'events scored beyond (no answer was awaited)',
      unit: '',
      values: [Math.max(0, kept - accepted)],
    },
  ];
}

function floodsOf(floods: readonly OpenLoopResult[], peak: number): Finding[] {
  const offered = floods.map(({ due, unsent, tookMs }) => (due - unsent) / (tookMs / 1_000) / peak);
  const refused = floods.map(({ refused: told }) =>
    Object.values(told).reduce((sum, count) => sum + count, 0),
  );
  return [
    { metric, what: 'offered ÷ peak, as it arrived', unit: '×', values: offered },
    { metric, what: 'refused a round', unit: '', values: refused },
    { metric, what: 'p99 of accepted, from due', unit: 'ms', values: floods.map(({ p99Ms }) => p99Ms) },
    {
      metric,
      what: 'p99 of accepted, from sent',
      unit: 'ms',
      values: floods.map(({ sentP99Ms }) => sentP99Ms),
    },
  ];
}
