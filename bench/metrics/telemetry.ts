import type { Laboratory } from '../laboratory/laboratory.ts';
import { fillCache } from '../laboratory/sessions.ts';
import { startTraceSink } from '../laboratory/trace-sink.ts';
import { batchLoad } from '../load/batch-load.ts';
import { verdictLoad } from '../load/verdict-load.ts';
import { closedLoop } from '../measure/closed-loop.ts';
import { capacities, efficiency } from '../measure/comparison.ts';
import { interleaved } from '../measure/rounds.ts';
import type { Effort, Metric } from './metric.ts';

const metric = 'telemetry';
const sessions = 10_000;

/** What watching costs: metrics and the shipped share of traces, sent to a collector, against nothing at all. */
export const telemetry: Metric = async (laboratory, effort) => {
  const sink = await startTraceSink();
  try {
    return await compare(laboratory, effort, {
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      OTEL_METRICS_EXPORTER: 'otlp',
    });
  } finally {
    sink.close();
  }
};

async function compare(laboratory: Laboratory, { rounds, seconds }: Effort, watched: Record<string, string>) {
  const { service, reference, project, infrastructure } = laboratory;
  await fillCache(infrastructure.redisUrl, project.id, sessions);
  const accepting = [await service('ingest', watched), await reference('unwatched-ingest')] as const;
  const answering = [await service('verdict', watched), await reference('unwatched-verdict')] as const;
  const [batches, verdicts] = [batchLoad(project), verdictLoad(project, sessions)];
  const measured = await interleaved(
    {
      'ingest watched': () => closedLoop(accepting[0], batches, seconds),
      'ingest unwatched': () => closedLoop(accepting[1], batches, seconds),
      'verdict watched': () => closedLoop(answering[0], verdicts, seconds),
      'verdict unwatched': () => closedLoop(answering[1], verdicts, seconds),
    },
    rounds,
  );
  const goal = { atLeast: 0.95 };
  return [
    ...efficiency({ metric, product: 'ingest watched', reference: 'ingest unwatched', goal }, measured),
    ...efficiency({ metric, product: 'verdict watched', reference: 'verdict unwatched', goal }, measured),
    ...capacities(metric, measured),
  ];
}
