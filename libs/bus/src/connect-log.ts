import { type Logger, noTelemetry, type Telemetry } from '@botect/runtime';
import type { KafkaSecurity } from './kafka-client.ts';
import { openEmbeddedLog } from './log.embedded.ts';
import { connectKafkaLog } from './log.kafka.ts';
import type { Log } from './log.ts';
import { connectPrefixed } from './prefixed-log.ts';
import type { Sql } from './tables.embedded.ts';
import { systemTiming, type Timing } from './timing.ts';
import { type TopicDefinition, withDeadLetterTopics } from './topics.ts';

interface CommonOptions {
  readonly log: Logger;
  /** How long `publish` waits for an acknowledgement, ms; 5,000 unless told. */
  readonly publishTimeoutMs?: number;
  readonly telemetry?: Telemetry;
  readonly timing?: Timing;
}

export interface KafkaOptions extends CommonOptions {
  /** `host:port` of some brokers; the others are learnt from them. */
  readonly kafkaBrokers: readonly string[];
  /** How the brokers' own logs and quotas name this process. */
  readonly clientId: string;
  /** How the brokers are spoken to; in the clear and without a name unless told. */
  readonly security?: KafkaSecurity;
  /** Put before the names of topics and groups, for a cluster shared with others; none unless told. */
  readonly topicPrefix?: string;
}

export interface EmbeddedOptions extends CommonOptions {
  /** A database in which no other process has its bus; the tables are created in its schema `bus`. */
  readonly sql: Sql;
}

export type BusOptions = KafkaOptions | EmbeddedOptions;

const defaults = { publishTimeoutMs: 5_000, telemetry: noTelemetry, timing: systemTiming };

/** Kafka where there are brokers, otherwise the embedded twin; with every topic and its dead letters in place. */
export function connectLog(options: BusOptions, definitions: readonly TopicDefinition[]): Promise<Log> {
  const { publishTimeoutMs, timing } = withDefaults(options);
  const topics = withDeadLetterTopics(definitions);
  if ('sql' in options) return openEmbeddedLog({ ...options, topics, timing });
  return connectPrefixed(options.topicPrefix ?? '', topics, (prefixedTopics) =>
    connectKafkaLog({ ...options, topics: prefixedTopics, timing, callTimeoutMs: publishTimeoutMs }),
  );
}

export function withDefaults(options: BusOptions) {
  return { ...defaults, ...options };
}
