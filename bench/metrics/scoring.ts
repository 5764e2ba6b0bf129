import type { Admin } from 'kafkajs';
import { until } from '../../infra/local/processes.ts';
import type { ServerProcess } from '../laboratory/server-process.ts';
import { lag, scoringGroup, signalEnds, startAtEnd, withAdmin } from '../laboratory/topics.ts';
import { fillBacklog } from '../load/backlog.ts';
import { capacities, efficiency } from '../measure/comparison.ts';
import { cpuMicros } from '../measure/process-cpu.ts';
import { interleaved } from '../measure/rounds.ts';
import type { Sample } from '../measure/sample.ts';
import type { Metric } from './metric.ts';

const metric = 'scoring';
/** About what one core scores in a second. */
const recordsPerSecond = 8_000;
const eventsPerRecord = 10;
const drainTimeoutMs = 60_000;

/** What it costs to score a backlog, Redis and PostgreSQL written, against the least that reads it from Kafka. */
export const scoring: Metric = async (
  { service, reference, project, infrastructure },
  { rounds, seconds },
) => {
  const brokers = infrastructure.kafkaBrokers;
  const count = recordsPerSecond * seconds;
  await (await service('ingest')).stop();
  return withAdmin(brokers, async (admin) => {
    await startAtEnd(admin, scoringGroup);
    await startAtEnd(admin, 'reference');
    const [product, loop] = [await service('scoring'), await reference('each-batch')];
    const score = (own: Consumer, other: Consumer) => async () => {
      // Both stand still while the backlog is made, and work it off one after the other.
      own.server.pause();
      other.server.pause();
      await fillBacklog(brokers, project.id, { count });
      const sample = await drain(admin, own, count * eventsPerRecord);
      await drain(admin, other, count * eventsPerRecord);
      return sample;
    };
    const [ours, theirs] = [
      { server: product, group: scoringGroup },
      { server: loop, group: 'reference' },
    ];
    const measured = await interleaved(
      { scoring: score(ours, theirs), 'each-batch': score(theirs, ours) },
      rounds,
    );
    return [
      ...efficiency(
        { metric, product: 'scoring', reference: 'each-batch', goal: { atLeast: 0.55 } },
        measured,
      ),
      ...capacities(metric, measured),
    ];
  });
};

interface Consumer {
  readonly server: ServerProcess;
  readonly group: string;
}

/** Lets the server go and waits until its group has committed everything; per event, not per record. */
async function drain(admin: Admin, { server, group }: Consumer, events: number): Promise<Sample> {
  const wanted = await signalEnds(admin);
  const [cpuBefore, startedAt] = [cpuMicros(server.pid), performance.now()];
  server.resume();
  const drained = await until(async () => (await lag(admin, group, wanted)) === 0, drainTimeoutMs);
  const [used, tookMs] = [cpuMicros(server.pid) - cpuBefore, performance.now() - startedAt];
  return {
    perSecond: events / (tookMs / 1_000),
    cpuMicros: used / events,
    busy: used / (tookMs * 1_000),
    failures: drained ? 0 : 1,
  };
}
