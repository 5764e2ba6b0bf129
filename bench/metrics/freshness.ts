import { until } from '../../infra/local/processes.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import type { ServerProcess } from '../laboratory/server-process.ts';
import { lag, scoringGroup, signalEnds, startAtEnd, withAdmin } from '../laboratory/topics.ts';
import { batchRequests } from '../load/batch-bodies.ts';
import { batchLoad, nextRun, sessionsInPool } from '../load/batch-load.ts';
import { probeFreshness } from '../load/freshness-probe.ts';
import { openLoop } from '../load/open-loop.ts';
import { closedLoop } from '../measure/closed-loop.ts';
import { percentile } from '../measure/statistics.ts';
import type { Metric } from './metric.ts';

const metric = 'freshness';
const loadShare = 0.5;
const connections = 64;
const probesPerSecond = 50;
const drainTimeoutMs = 120_000;

/** How long after the 202 the verdict is there, with ingest, scoring and verdict together on one core. */
export const freshness: Metric = async (laboratory, { rounds, seconds }) => {
  const { service, project, infrastructure } = laboratory;
  const ingest = await service('ingest');
  await withAdmin(infrastructure.kafkaBrokers, (admin) => startAtEnd(admin, scoringGroup));
  await service('scoring');
  const verdict = await service('verdict');
  // The first time warms up: a new member of a group takes seconds until it has its partitions.
  await capacityOf(laboratory, ingest, seconds);
  const bearable = await capacityOf(laboratory, ingest, seconds);
  const rate = Math.floor(bearable * loadShare);
  const probed: number[][] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const servers = { ingestPort: ingest.port, verdictPort: verdict.port, project, run: nextRun() };
    const requests = batchRequests(project.siteKey, nextRun(), sessionsInPool);
    const [times, load] = await Promise.all([
      probeFreshness(servers, probesPerSecond, seconds),
      openLoop({ port: ingest.port, rate, seconds, connections }, requests),
    ]);
    // The first round warms up.
    if (round === 0) continue;
    if (load.accepted < load.due)
      console.error(`  round ${round} is void: ${load.due - load.accepted} not accepted`);
    else probed.push(times.sort((a, b) => a - b));
  }
  const all = probed.flat().sort((a, b) => a - b);
  const at = `at ${rate} batches a second`;
  return [
    {
      metric,
      what: `p99 ${at}, by round`,
      unit: 'ms',
      values: probed.map((times) => percentile(times, 0.99)),
      goal: { atMost: 25 },
    },
    {
      metric,
      what: `p99 ${at}, all ${all.length} looks`,
      unit: 'ms',
      values: [percentile(all, 0.99)],
      goal: { atMost: 25 },
    },
    { metric, what: `p50 ${at}`, unit: 'ms', values: probed.map((times) => percentile(times, 0.5)) },
    { metric, what: 'batches the path bears', unit: '/s', values: [bearable] },
  ];
};

/** Batches a second that the whole path, on one core, can keep up with: all that were accepted ÷ the time until scored. */
async function capacityOf({ project, infrastructure }: Laboratory, ingest: ServerProcess, seconds: number) {
  const startedAt = performance.now();
  const { perSecond } = await closedLoop(ingest, batchLoad(project), seconds);
  await withAdmin(infrastructure.kafkaBrokers, async (admin) => {
    const wanted = await signalEnds(admin);
    await until(async () => (await lag(admin, scoringGroup, wanted)) === 0, drainTimeoutMs);
  });
  return (perSecond * seconds) / ((performance.now() - startedAt) / 1_000);
}
