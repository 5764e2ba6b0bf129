import { z } from 'zod';
import { commaList, port, url, wholeNumber } from './setting-types.ts';

/** Settings of every process that listens for HTTP. */
export const listenShape = {
  PORT: port().default(8080),
  HOST: z.string().default('0.0.0.0'),
  /** Addresses, CIDR ranges or `loopback`, `linklocal`, `uniquelocal` whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: commaList().default([]),
  /** Requests worked on at once; past it 503 is answered before the body is read. */
  IN_FLIGHT_MAX: wholeNumber().default(2_000),
};

export const databaseShape = { DATABASE_URL: url('postgres', 'postgresql') };

export const cacheShape = { REDIS_URL: url('redis', 'rediss') };

export const busShape = {
  /** `host:port`, comma separated. */
  KAFKA_BROKERS: commaList(),
  /** Put before the names of topics and consumer groups, for a cluster shared with others. */
  KAFKA_TOPIC_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/, 'must be at most 100 letters, digits, dots, _ or -')
    .default(''),
};

type DatabaseSettings = z.output<z.ZodObject<typeof databaseShape>>;

/** The database settings under the names a connection takes them by. Every process migrates at start: whoever is first. */
export function databaseOptions(config: DatabaseSettings) {
  return { url: config.DATABASE_URL, migrate: true };
}

type BusSettings = z.output<z.ZodObject<typeof busShape>>;

/** The bus settings under the names a Kafka bus takes them by. */
export function busOptions(config: BusSettings) {
  return { kafkaBrokers: config.KAFKA_BROKERS, topicPrefix: config.KAFKA_TOPIC_PREFIX };
}

type ListenSettings = z.output<z.ZodObject<typeof listenShape>>;

/** The listen settings under the names an HTTP server takes them by. */
export function listenOptions(config: ListenSettings) {
  return {
    port: config.PORT,
    host: config.HOST,
    trustedProxies: config.TRUSTED_PROXIES,
    inFlightMax: config.IN_FLIGHT_MAX,
  };
}
