import { z } from 'zod';
import type { Environment } from './given-settings.ts';
import { choice, commaList, flag, hostList, milliseconds, port, url, wholeNumber } from './setting-types.ts';
import { readSettings } from './settings.ts';
import { StartupFault } from './startup-fault.ts';

/** Settings of every process that listens for HTTP. */
export const listenShape = {
  PORT: port().default(8080).describe('Where requests are served.'),
  HOST: z.string().default('0.0.0.0').describe('The address to listen on; the default is all of them.'),
  TRUSTED_PROXIES: commaList()
    .default([])
    .describe(
      'Addresses, CIDR ranges or `loopback`, `linklocal`, `uniquelocal` whose `X-Forwarded-*` is believed.',
    ),
  REQUIRE_HTTPS: flag()
    .default(false)
    .describe('Refuse what did not come over HTTPS; a trusted proxy says so in `X-Forwarded-Proto`.'),
  IN_FLIGHT_MAX: wholeNumber()
    .default(2_000)
    .describe(
      'Requests worked on at once; past it they are refused with 503, unread. Verdicts get all places, others fewer.',
    ),
};

export const databaseShape = {
  DATABASE_URL: url('postgres', 'postgresql')
    .describe('PostgreSQL. Secret if it holds a password. `npm start` without it has an embedded database.')
    .meta({ examples: ['postgres://botect:secret@localhost:5432/botect'] }),
  /** Already part of the URL when that is read. */
  DATABASE_PASSWORD: z
    .string()
    .optional()
    .describe('Secret: the password of a DATABASE_URL that holds none, as it is, with nothing escaped.'),
  DATABASE_MIGRATE: choice('start', 'never')
    .default('start')
    .describe(
      'When missing migrations are applied: at the start of whichever process is first, or never by a service, which then refuses a database that lacks some.',
    ),
};

export const cacheShape = {
  REDIS_URL: url('redis', 'rediss')
    .describe('Redis. Secret if it holds a password. `npm start` without it has a cache in the process.')
    .meta({ examples: ['redis://localhost:6379'] }),
  /** Already part of the URL when that is read. */
  REDIS_PASSWORD: z
    .string()
    .optional()
    .describe('Secret: the password of a REDIS_URL that holds none, as it is, with nothing escaped.'),
};

export const busShape = {
  KAFKA_BROKERS: commaList()
    .describe('Some brokers as `host:port`. `npm start` without them has a log in the database.')
    .meta({ examples: ['localhost:9092'] }),
  KAFKA_TOPIC_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/, 'must be at most 100 letters, digits, dots, _ or -')
    .default('')
    .describe('Put before the names of topics and consumer groups, for a cluster shared with others.'),
  KAFKA_TLS: choice('off', 'on')
    .default('off')
    .describe(
      'Whether brokers are spoken to by TLS, their certificates checked; `NODE_EXTRA_CA_CERTS` names a file of more authorities.',
    ),
  KAFKA_USERNAME: z
    .string()
    .optional()
    .describe('Who this is to the brokers (SASL); without it they are not told.'),
  KAFKA_PASSWORD: z.string().optional().describe('Secret: the password of KAFKA_USERNAME.'),
  KAFKA_SASL_MECHANISM: choice('plain', 'scram-sha-256', 'scram-sha-512')
    .default('scram-sha-512')
    .describe('How the password is proved; `plain` sends it, and needs TLS to be a secret.'),
};

/** What most public management APIs grant. The data plane has no limit. */
export const callRatesShape = {
  CALLS_PER_MINUTE_PER_KEY: wholeNumber()
    .default(100)
    .describe('Calls of the control plane granted to a key in a minute.'),
  CALLS_PER_MINUTE_PER_ADDRESS: wholeNumber()
    .default(300)
    .describe('Calls of the control plane granted to an address in a minute.'),
  CALLS_PER_SECOND_PER_KEY: wholeNumber()
    .default(20)
    .describe('Calls of the control plane granted to a key in one second of that minute.'),
};

export const verdictShape = {
  VERDICT_BUDGET_MS: milliseconds()
    .default(25)
    .describe('Time inside the service after which a verdict fails open.'),
};

export const scoringShape = {
  SCORING_SESSIONS_IN_MEMORY: wholeNumber()
    .default(20_000)
    .describe('Sessions kept in memory between fetches; about 3 kB each.'),
  SESSION_IDLE_DAYS: wholeNumber()
    .default(30)
    .describe('After so many days without a sign of its visitor a session is dropped.'),
  SESSION_ADDRESS_DAYS: wholeNumber()
    .default(7)
    .describe("After so many days without a sign of its visitor a session's address is replaced by a hash."),
  NETWORK_REFRESH: choice('never', 'daily')
    .default('never')
    .describe(
      "Whether the published lists of crawlers' and networks' addresses are fetched from their owners, or stay as shipped.",
    ),
  WEB_BOT_AUTH: choice('off', 'on')
    .default('off')
    .describe('Whether signatures of agents are verified, for which their directories are asked.'),
  /** The two whose operators say that they sign: OpenAI's and Google's help pages for site owners. */
  WEB_BOT_AUTH_AGENTS: hostList()
    .default(['chatgpt.com', 'agent.bot.goog'])
    .describe('Hosts of the directories whose signatures count; `*` for any.'),
};

export const networksShape = {
  REVERSE_DNS: choice('off', 'on')
    .default('off')
    .describe(
      'Whether the name system is asked about addresses that claim to be a crawler which only its host name can prove.',
    ),
};

type NetworksSettings = z.output<z.ZodObject<typeof networksShape>>;

/** The networks' settings under the names they are taken by. */
export function networksOptions(config: NetworksSettings) {
  return { reverseDns: config.REVERSE_DNS === 'on' };
}

export const testKeysShape = {
  TEST_KEYS: choice('off', 'on')
    .default('off')
    .describe('Whether the published test keys are keys. Whoever reads the documentation has them.'),
  TEST_KEYS_SLOW_MS: milliseconds()
    .pipe(z.number().max(60_000, 'must be at most a minute'))
    .default(2_000)
    .describe('How long the verdict of the slow test key takes: longer than any client should wait.'),
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
    addressDays: config.SESSION_ADDRESS_DAYS,
    networkRefresh: config.NETWORK_REFRESH,
    signedAgents: config.WEB_BOT_AUTH === 'on' ? config.WEB_BOT_AUTH_AGENTS : null,
  };
}

type DatabaseSettings = z.output<z.ZodObject<typeof databaseShape>>;

/** The database settings under the names a connection takes them by. */
export function databaseOptions(config: DatabaseSettings) {
  return { url: config.DATABASE_URL, migrate: config.DATABASE_MIGRATE === 'start' || ('check' as const) };
}

/** DATABASE_URL for a command line, which has no settings of its own. Throws StartupFault. */
export function databaseUrlFrom(environment: Environment): string {
  return readSettings(environment, z.object(databaseShape)).DATABASE_URL;
}

type BusSettings = z.output<z.ZodObject<typeof busShape>>;

/** The bus settings under the names a Kafka bus takes them by. */
export function busOptions(config: BusSettings) {
  const { KAFKA_BROKERS: kafkaBrokers, KAFKA_TOPIC_PREFIX: topicPrefix } = config;
  return { kafkaBrokers, topicPrefix, security: { tls: config.KAFKA_TLS === 'on', sasl: saslOf(config) } };
}

/** Null when the brokers want no credentials. Throws a StartupFault on half of them. */
function saslOf(config: BusSettings) {
  const { KAFKA_USERNAME: username, KAFKA_PASSWORD: password, KAFKA_SASL_MECHANISM: mechanism } = config;
  if (username === undefined && password === undefined) return null;
  if (username === undefined || password === undefined) {
    throw new StartupFault(
      `KAFKA_USERNAME and KAFKA_PASSWORD belong together; ${username === undefined ? 'KAFKA_USERNAME' : 'KAFKA_PASSWORD'} is missing.`,
    );
  }
  return { mechanism, username, password };
}

/** Where the real infrastructure is, for a service that needs all of it. */
export type InfrastructureSettings = DatabaseSettings &
  BusSettings &
  z.output<z.ZodObject<typeof cacheShape>>;

export const retentionShape = {
  AUDIT_DAYS: wholeNumber()
    .pipe(z.number().min(90, 'must be at least 90'))
    .default(730)
    .describe('Entries of the audit are kept for so many days.'),
};

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
