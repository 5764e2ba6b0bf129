import type { EnabledProject } from '../laboratory/enabled-project.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import type { ServerProcess } from '../laboratory/server-process.ts';
import { fillCache, fillReference } from '../laboratory/sessions.ts';
import { openLoop } from '../load/open-loop.ts';
import { verdictLoad, verdictRequests } from '../load/verdict-load.ts';
import { closedLoop } from '../measure/closed-loop.ts';
import { capacities, efficiency } from '../measure/comparison.ts';
import type { Finding } from '../measure/finding.ts';
import { interleaved } from '../measure/rounds.ts';
import { median } from '../measure/statistics.ts';
import type { Effort, Metric } from './metric.ts';

const metric = 'verdict';
const sessions = 100_000;
/** Of what the product can bear, for both: the same visitors would come to either. */
const loadShare = 0.7;
/** Besides, a rate at which the generator, beside Redis on the other core, has time to spare. */
const easyRate = 10_000;
const connections = 64;

/** What it costs to answer a verdict, and how long it takes, against the least that reads Redis. */
export const verdict: Metric = async (laboratory, effort) => {
  const { project } = laboratory;
  const servers = await startServers(laboratory);
  const load = verdictLoad(project, sessions);
  const { product, single, gathered } = servers;
  const measured = await interleaved(
    {
      verdict: () => closedLoop(product, load, effort.seconds),
      'http-to-redis': () => closedLoop(single, load, effort.seconds),
      'http-to-redis, auto-pipelined': () => closedLoop(gathered, load, effort.seconds),
    },
    effort.rounds,
  );
  const goal = { atLeast: 0.9 };
  const rate = loadShare * median(measured.map((round) => round.verdict.perSecond));
  return [
    ...efficiency({ metric, product: 'verdict', reference: 'http-to-redis', goal }, measured),
    ...efficiency({ metric, product: 'verdict', reference: 'http-to-redis, auto-pipelined', goal }, measured),
    ...capacities(metric, measured),
    ...(await latencies({ project, servers, rate: Math.floor(rate), effort })),
    ...(await latencies({ project, servers, rate: easyRate, effort })),
  ];
};

interface Servers {
  readonly product: ServerProcess;
  readonly single: ServerProcess;
  readonly gathered: ServerProcess;
}

async function startServers({ service, reference, infrastructure, project }: Laboratory): Promise<Servers> {
  await fillCache(infrastructure.redisUrl, project.id, sessions);
  await fillReference(infrastructure.redisUrl, sessions);
  return {
    product: await service('verdict'),
    single: await reference('http-to-redis'),
    gathered: await reference('http-to-redis', { REDIS_PIPELINING: 'auto' }),
  };
}

interface Timing {
  readonly project: EnabledProject;
  readonly servers: Servers;
  readonly rate: number;
  readonly effort: Effort;
}

async function latencies({ project, servers, rate, effort }: Timing): Promise<Finding[]> {
  const timed = async ({ port }: ServerProcess) => {
    const plan = { port, rate, seconds: effort.seconds, connections };
    const result = await openLoop(plan, verdictRequests(project, sessions));
    return { ...result, failures: result.due - result.accepted };
  };
  const measured = await interleaved(
    { verdict: () => timed(servers.product), reference: () => timed(servers.single) },
    effort.rounds,
  );
  const at = `at ${rate} a second`;
  const ofProduct = measured.map((round) => round.verdict.p99Ms);
  const ofReference = measured.map((round) => round.reference.p99Ms);
  const ratios = measured.map((round) => round.verdict.p99Ms / round.reference.p99Ms);
  return [
    { metric, what: `p99 ${at}: verdict ÷ http-to-redis`, unit: '×', values: ratios, goal: { atMost: 1.25 } },
    { metric, what: `verdict: p99 ${at}`, unit: 'ms', values: ofProduct, goal: { atMost: 10 } },
    { metric, what: `http-to-redis: p99 ${at}`, unit: 'ms', values: ofReference },
    { metric, what: `verdict: p50 ${at}`, unit: 'ms', values: measured.map((round) => round.verdict.p50Ms) },
  ];
}
