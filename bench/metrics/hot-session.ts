import { until } from '../../infra/local/processes.ts';
import { lag, scoringGroup, signalEnds, startAtEnd, withAdmin } from '../laboratory/topics.ts';
import { fillBacklog } from '../load/backlog.ts';
import { capacities, efficiency } from '../measure/comparison.ts';
import { cpuMicros } from '../measure/process-cpu.ts';
import { interleaved } from '../measure/rounds.ts';
import type { Sample } from '../measure/sample.ts';
import type { Metric } from './metric.ts';

const metric = 'hot-session';
/** Waiting in one partition, for each second a round is given. */
const recordsPerSecond = 10_000;
const drainTimeoutMs = 120_000;
const partition = 0;

/** How long whoever comes last in a partition waits behind one session that sends without end, against as many visitors. */
export const hotSession: Metric = async ({ service, project, infrastructure }, { rounds, seconds }) => {
  const brokers = infrastructure.kafkaBrokers;
  const count = recordsPerSecond * seconds;
  await (await service('ingest')).stop();
  return withAdmin(brokers, async (admin) => {
    await startAtEnd(admin, scoringGroup);
    const server = await service('scoring');
    const workOff = (sessions: number) => async (): Promise<Sample> => {
      server.pause();
      await fillBacklog(brokers, project.id, { count, sessions, partition });
      const wanted = await signalEnds(admin);
      const [cpuBefore, startedAt] = [cpuMicros(server.pid), performance.now()];
      server.resume();
      const done = await until(async () => (await lag(admin, scoringGroup, wanted)) === 0, drainTimeoutMs);
      const [used, tookMs] = [cpuMicros(server.pid) - cpuBefore, performance.now() - startedAt];
      const perSecond = count / (tookMs / 1_000);
      return {
        perSecond,
        cpuMicros: used / count,
        busy: used / (tookMs * 1_000),
        failures: done ? 0 : 1,
      };
    };
    const [product, reference] = ['one session', 'many sessions'] as const;
    const measured = await interleaved(
      { [product]: workOff(1), [reference]: workOff(count / 5) } as const,
      rounds,
    );
    const waits = measured.map((round) => count / round[product].perSecond);
    return [
      ...efficiency({ metric, product, reference, goal: { atLeast: 0.8 } }, measured),
      { metric, what: `s behind ${count} records of one session`, unit: '', values: waits },
      ...capacities(metric, measured),
    ];
  });
};
