import { type ExtraRedis, startExtraRedis } from '../laboratory/extra-redis.ts';
import type { Laboratory } from '../laboratory/laboratory.ts';
import { fillCache } from '../laboratory/sessions.ts';
import { verdictLoad } from '../load/verdict-load.ts';
import { closedLoop } from '../measure/closed-loop.ts';
import { capacities } from '../measure/comparison.ts';
import type { Finding } from '../measure/finding.ts';
import { cpuMicros } from '../measure/process-cpu.ts';
import { interleaved, type Round } from '../measure/rounds.ts';
import type { Sample } from '../measure/sample.ts';
import type { Metric } from './metric.ts';

const metric = 'cost-growth';
const [few, many] = [10_000, 1_000_000];

/** Whether a verdict costs more when a hundred times as many sessions are alive. Each size has its own Redis. */
export const costGrowth: Metric = async (laboratory, { rounds, seconds }) => {
  const redises = [await startExtraRedis(), await startExtraRedis()] as const;
  try {
    const [atFew, atMany] = [
      await population(laboratory, redises[0], few),
      await population(laboratory, redises[1], many),
    ];
    const measured = await interleaved(
      { 'verdict at 10⁴': () => atFew(seconds), 'verdict at 10⁶': () => atMany(seconds) },
      rounds,
    );
    return report(measured);
  } finally {
    await Promise.all(redises.map((redis) => redis.stop()));
  }
};

interface SampleWithRedis extends Sample {
  /** CPU of Redis for one verdict, µs. */
  readonly redisMicros: number;
}

async function population({ project, service }: Laboratory, redis: ExtraRedis, sessions: number) {
  await fillCache(redis.url, project.id, sessions);
  const server = await service('verdict', { REDIS_URL: redis.url });
  const load = verdictLoad(project, sessions);
  return async (seconds: number): Promise<SampleWithRedis> => {
    const before = cpuMicros(redis.pid);
    const sample = await closedLoop(server, load, seconds);
    return { ...sample, redisMicros: (cpuMicros(redis.pid) - before) / (sample.perSecond * seconds) };
  };
}

type Sizes = 'verdict at 10⁴' | 'verdict at 10⁶';

function report(measured: readonly Round<Sizes, SampleWithRedis>[]): Finding[] {
  const growth = (cost: (sample: SampleWithRedis) => number) =>
    measured.map((round) => cost(round['verdict at 10⁶']) / cost(round['verdict at 10⁴']));
  const goal = { atMost: 1.1 };
  const own = growth(({ cpuMicros }) => cpuMicros);
  const both = growth(({ cpuMicros, redisMicros }) => cpuMicros + redisMicros);
  const redis = growth(({ redisMicros }) => redisMicros);
  return [
    { metric, what: '10⁶ ÷ 10⁴ sessions, CPU of verdict', unit: '×', values: own, goal },
    { metric, what: '10⁶ ÷ 10⁴ sessions, with CPU of Redis', unit: '×', values: both, goal },
    { metric, what: '10⁶ ÷ 10⁴ sessions, CPU of Redis alone', unit: '×', values: redis },
    ...capacities(metric, measured),
  ];
}
