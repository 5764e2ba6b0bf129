import { z } from 'zod';
import { commaList, flag, milliseconds, port, url, wholeNumber } from './setting-types.ts';

/** Settings of every process that listens for HTTP. */
export const listenShape = {
  PORT: port().default(8080),
  HOST: z.string().default('0.0.0.0'),
  /** Addresses, CIDR ranges or `loopback`, `linklocal`, `uniquelocal` whose X-Forwarded-* is believed. */
  TRUSTED_PROXIES: commaList().default([]),
  /** Refuse what did not come over HTTPS; a trusted proxy says so in X-Forwarded-Proto. */
  REQUIRE_HTTPS: flag().default(false),
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

/** Calls of the control plane: what most public management APIs grant. The data plane has no limit. */
export const callRatesShape = {
  CALLS_PER_MINUTE_PER_KEY: wholeNumber().default(100),
  CALLS_PER_MINUTE_PER_ADDRESS: wholeNumber().default(300),
  CALLS_PER_SECOND_PER_KEY: wholeNumber().default(20),
};

export const verdictShape = {
  /** Time inside the service after which a verdict fails open. */
  VERDICT_BUDGET_MS: milliseconds().default(25),
};

export const scoringShape = {
  /** Sessions kept in memory between fetches; about 3 kB each. */
  SCORING_SESSIONS_IN_MEMORY: wholeNumber().default(20_000),
  /** After so many days without a sign of its visitor a session is dropped. */
  SESSION_IDLE_DAYS: wholeNumber().default(30),
};

type ScoringSettings = z.output<z.ZodObject<typeof scoringShape>>;

export function scoringOptions(config: ScoringSettings) {
  return { sessionsInMemoryMax: config.SCORING_SESSIONS_IN_MEMORY, idleDays: config.SESSION_IDLE_DAYS };
}

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

/** Where the real infrastructure is, for a service that needs all of it. */
export type InfrastructureSettings = DatabaseSettings &
  BusSettings &
  z.output<z.ZodObject<typeof cacheShape>>;

type CallRatesSettings = z.output<z.ZodObject<typeof callRatesShape>>;

export function callRates(config: CallRatesSettings) {
  return {
    perKey: config.CALLS_PER_MINUTE_PER_KEY,
    perAddress: config.CALLS_PER_MINUTE_PER_ADDRESS,
    burst: config.CALLS_PER_SECOND_PER_KEY,
  };
}

type ListenSettings = z.output<z.ZodObject<typeof listenShape>>;

/** The listen settings under the names an HTTP server takes them by. */
export function listenOptions(config: ListenSettings) {
  return {
    port: config.PORT,
    host: config.HOST,
    trustedProxies: config.TRUSTED_PROXIES,
    requireHttps: config.REQUIRE_HTTPS,
    inFlightMax: config.IN_FLIGHT_MAX,
  };
}
