import type { Logger } from '@botect/runtime';
import { Kafka, logLevel, type SASLOptions } from 'kafkajs';
import { kafkaLogger } from './logger.kafka.ts';

export interface KafkaSecurity {
  /** True: TLS, the brokers' certificates checked against the authorities Node knows. */
  readonly tls: boolean;
  readonly sasl: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  } | null;
}

export interface KafkaClientOptions {
  /** `host:port` of some brokers; the others are learnt from them. */
  readonly kafkaBrokers: readonly string[];
  /** How the brokers' own logs and quotas name this process. */
  readonly clientId: string;
  readonly security?: KafkaSecurity;
  readonly log: Logger;
  /** How long a call may take before its connection is taken for dead, ms. */
  readonly callTimeoutMs: number;
}

/** In all about as long as a publisher waits, so that a leader election passes unnoticed. */
const retry = { initialRetryTime: 100, multiplier: 2, maxRetryTime: 1_000, retries: 6 };
const connectTimeoutMs = 2_000;

export function kafkaClient(options: KafkaClientOptions): Kafka {
  const { kafkaBrokers, clientId, security, log, callTimeoutMs } = options;
  return new Kafka({
    brokers: [...kafkaBrokers],
    clientId,
    ...(security?.tls && { ssl: true }),
    ...(security?.sasl && { sasl: saslOf(security.sasl) }),
    connectionTimeout: connectTimeoutMs,
    requestTimeout: callTimeoutMs,
    retry,
    logLevel: logLevel.INFO,
    logCreator: kafkaLogger(log),
  });
}

type Sasl = NonNullable<KafkaSecurity['sasl']>;

/** The client's type has a case for each mechanism, though all three take the same. */
function saslOf({ mechanism, ...credentials }: Sasl): SASLOptions {
  return { mechanism, ...credentials } as SASLOptions;
}
