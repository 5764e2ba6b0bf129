import { z } from 'zod';
import { choice, commaList, flag, hostList, milliseconds, port, url, wholeNumber } from './setting-types.ts';

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
  /** Whether the published lists of crawlers' and networks' addresses are fetched from their owners, or stay as shipped. */
  NETWORK_REFRESH: choice('never', 'daily').default('never'),
  /** Whether signatures of agents are verified, for which their directories are asked. */
  WEB_BOT_AUTH: choice('off', 'on').default('off'),
  /**
   * Hosts of the directories whose signatures count; `*` for any. The two whose operators say that they sign: OpenAI's and
   * Google's help pages for site owners.
   */
  WEB_BOT_AUTH_AGENTS: hostList().default(['chatgpt.com', 'agent.bot.goog']),
};

export const networksShape = {
  /** Whether the name system is asked about addresses that claim to be a crawler which only its host name can prove. */
  REVERSE_DNS: choice('off', 'on').default('off'),
};

type NetworksSettings = z.output<z.ZodObject<typeof networksShape>>;

/** The networks' settings under the names they are taken by. */
export function networksOptions(config: NetworksSettings) {
  return { reverseDns: config.REVERSE_DNS === 'on' };
}

export const testKeysShape = {
  /** Whether the published test keys are keys. Whoever reads the documentation has them. */
  TEST_KEYS: choice('off', 'on').default('off'),
  /** How long the verdict of the slow test key takes: longer than any client should wait, and a minute at most. */
  TEST_KEYS_SLOW_MS: milliseconds().pipe(z.number().max(60_000, 'must be at most a minute')).default(2_000),
};

type TestKeysSettings = z.output<z.ZodObject<typeof testKeysShape>>;

type VerdictSettings = z.output<z.ZodObject<typeof verdictShape>>;

/** The verdict settings under the names it takes them by. */
export function verdictOptions(config: VerdictSettings & TestKeysSettings) {
  return { budgetMs: config.VERDICT_BUDGET_MS, testKeys: testKeysOf(config) };
}

/** What to do with the published test keys; null is to know none. */
export function testKeysOf(config: TestKeysSettings) {
  return config.TEST_KEYS === 'on' ? { slowMs: config.TEST_KEYS_SLOW_MS } : null;
}

type ScoringSettings = z.output<z.ZodObject<typeof scoringShape>>;

/** The scoring settings under the names it takes them by. */
export function scoringOptions(config: ScoringSettings) {
  return {
    sessionsInMemoryMax: config.SCORING_SESSIONS_IN_MEMORY,
    idleDays: config.SESSION_IDLE_DAYS,
    networkRefresh: config.NETWORK_REFRESH,
    signedAgents: config.WEB_BOT_AUTH === 'on' ? config.WEB_BOT_AUTH_AGENTS : null,
  };
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
