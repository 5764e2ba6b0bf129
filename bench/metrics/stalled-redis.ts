import { fillCache, fillDatabase } from '../laboratory/sessions.ts';
import { type OpenLoopResult, openLoop } from '../load/open-loop.ts';
import { verdictLoad, verdictRequests } from '../load/verdict-load.ts';
import { closedLoop } from '../measure/closed-loop.ts';
import type { Finding } from '../measure/finding.ts';
import type { Metric } from './metric.ts';

const metric = 'stalled-redis';
const sessions = 10_000;
/** VERDICT_BUDGET_MS as shipped. */
const budgetMs = 25;
const connections = 256;
const loadShare = 0.5;

/** Verdicts while Redis is frozen (SIGSTOP: connections stay open, nothing answers), and after it is let go. */
export const stalledRedis: Metric = async ({ service, project, infrastructure, database }, effort) => {
  await fillCache(infrastructure.redisUrl, project.id, sessions);
  await fillDatabase(database, project.id, sessions);
  const server = await service('verdict');
  const { perSecond } = await closedLoop(server, verdictLoad(project, sessions), effort.seconds);
  const plan = {
    port: server.port,
    rate: Math.floor(perSecond * loadShare),
    seconds: effort.seconds,
    connections,
  };
  const load = () => openLoop(plan, verdictRequests(project, sessions));
  const stalled: OpenLoopResult[] = [];
  const recovering: OpenLoopResult[] = [];
  for (let round = 0; round < effort.rounds; round += 1) {
    infrastructure.redis.pause();
    try {
      stalled.push(await load());
    } finally {
      infrastructure.redis.resume();
    }
    recovering.push(await load());
  }
  return report(plan.rate, stalled, recovering);
};

function report(
  rate: number,
  stalled: readonly OpenLoopResult[],
  recovering: readonly OpenLoopResult[],
): Finding[] {
  const refused = [...stalled, ...recovering].map(({ refused }) => sum(Object.values(refused)));
  const p99 = stalled.map(({ p99Ms }) => p99Ms);
  const share = stalled.map(({ failedOpen, accepted }) => failedOpen / accepted);
  const recovery = recovering.map(({ lastFailedOpenMs }) => lastFailedOpenMs);
  const what = `at ${rate} a second`;
  return [
    { metric, what: `stalled: p99 ${what}`, unit: 'ms', values: p99, goal: { atMost: 1.2 * budgetMs } },
    { metric, what: 'stalled: slowest', unit: 'ms', values: stalled.map(({ maxMs }) => maxMs) },
    { metric, what: 'answers other than 2xx', unit: '', values: [Math.max(...refused)], goal: { atMost: 0 } },
    { metric, what: 'stalled: due but never sent', unit: '', values: stalled.map(({ unsent }) => unsent) },
    { metric, what: 'stalled: share failed open', unit: '', values: share },
    {
      metric,
      what: 'last fail-open after it is back',
      unit: 'ms',
      values: recovery,
      goal: { atMost: 1_000 },
    },
    { metric, what: 'back: p99', unit: 'ms', values: recovering.map(({ p99Ms }) => p99Ms) },
  ];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
