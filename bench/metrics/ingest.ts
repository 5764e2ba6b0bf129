import { createReferenceTopic } from '../laboratory/topics.ts';
import { batchLoad } from '../load/batch-load.ts';
import { closedLoop } from '../measure/closed-loop.ts';
import { capacities, efficiency } from '../measure/comparison.ts';
import { interleaved } from '../measure/rounds.ts';
import type { Metric } from './metric.ts';

const metric = 'ingest';

/** What it costs to accept a batch for good, against HTTP alone and against the least that reaches Kafka. */
export const ingest: Metric = async (
  { service, reference, project, infrastructure },
  { rounds, seconds },
) => {
  await createReferenceTopic(infrastructure.kafkaBrokers);
  const [product, echo, kafka] = [
    await service('ingest'),
    await reference('echo'),
    await reference('http-to-kafka'),
  ];
  const load = batchLoad(project);
  const measured = await interleaved(
    {
      ingest: () => closedLoop(product, load, seconds),
      echo: () => closedLoop(echo, load, seconds),
      'http-to-kafka': () => closedLoop(kafka, load, seconds),
    },
    rounds,
  );
  return [
    ...efficiency({ metric, product: 'ingest', reference: 'echo', goal: { atLeast: 0.5 } }, measured),
    ...efficiency(
      { metric, product: 'ingest', reference: 'http-to-kafka', goal: { atLeast: 0.8 } },
      measured,
    ),
    ...capacities(metric, measured),
  ];
};
