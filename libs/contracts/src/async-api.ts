import type { z } from 'zod';
import { jsonSchemaOf } from './api/json-schema.ts';
import { sessionErasureSchema } from './session-erasure.ts';
import { sessionReportSchema } from './session-report.ts';
import { signalEnvelopeSchema } from './signal-batch.ts';
import { eventsRequestSchema } from './signals.ts';
import { tallyRecordSchema } from './tallies.ts';
import { topics } from './topics.ts';

/** What a topic carries; every record is JSON. */
const messages: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  signals: {
    signalBatch: signalEnvelopeSchema.extend({ request: eventsRequestSchema }),
    sessionErasure: sessionErasureSchema,
    sessionReport: sessionReportSchema,
  },
  tallies: { tally: tallyRecordSchema },
};

/** AsyncAPI 3.0 of every topic: its records, key, partitions, writers and readers. */
export function asyncApiDocument(version: string) {
  return {
    asyncapi: '3.0.0',
    info: { title: 'Botect topics', version },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topics.map((topic) => [topic.name, channel(topic)])),
    operations: Object.fromEntries(topics.flatMap(operations)),
  };
}

function channel({ name, key, partitions, retentionMs }: (typeof topics)[number]) {
  const payloads = Object.entries(messages[name] ?? {});
  return {
    address: name,
    messages: Object.fromEntries(
      payloads.map(([message, schema]) => [message, { payload: jsonSchemaOf(schema, 'input', 'draft-7') }]),
    ),
    description: `Keyed by ${key}.`,
    bindings: {
      kafka: { topic: name, partitions, topicConfiguration: { 'retention.ms': retentionMs } },
    },
  };
}

function operations({ name, producer, consumers }: (typeof topics)[number]) {
  const of = (action: 'send' | 'receive') => (service: string) =>
    [
      `${service}-${action}-${name}`,
      { action, channel: { $ref: `#/channels/${name}` }, title: service },
    ] as const;
  return [...producer.split(', ').map(of('send')), ...consumers.map(of('receive'))];
}
