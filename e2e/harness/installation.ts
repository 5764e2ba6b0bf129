import { connectDatabase, type Database } from '@botect/database';
import { type Closable, silentLog } from '@botect/runtime';
import { freshDatabase, type RealInfrastructure, uniqueName } from '@botect/testkit';
import type { Environment } from './program.ts';
import { type Replica, replicaOf, startPatiently } from './replica.ts';

export type ServiceName = 'ingest' | 'scoring' | 'verdict' | 'accounts';

export interface Installation extends Closable {
  /** The replicas of a service, in the order they were started. */
  of(service: ServiceName): readonly Replica[];
  /** The same database, for seeding and for looking at what became durable. */
  readonly database: Database;
  readonly databaseUrl: string;
  /** All that all replicas ever wrote. */
  output(): string;
}

/**
 * Processes of the services on real infrastructure, with a database (unless told), topics and groups of their own, so that several
 * installations can share the servers. Resolves when all are ready.
 */
export async function startInstallation(
  real: RealInfrastructure,
  counts: Partial<Record<ServiceName, number>>,
  settings: Environment = {},
): Promise<Installation> {
  const fresh = await freshDatabase(real);
  const environment = { ...environmentOf(real), DATABASE_URL: fresh.url, ...settings };
  const { DATABASE_URL: databaseUrl } = environment;
  const database = await connectDatabase({ url: databaseUrl, migrate: true, log: silentLog });
  const services = Object.entries(counts).flatMap(([name, count]) => Array<string>(count).fill(name));
  const replicas = services.map((name) => replicaOf(`services/${name}/src/main.ts`, environment));
  const close = async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await database.close();
    await fresh.close();
  };
  try {
    await Promise.all(replicas.map(startPatiently));
  } catch (error) {
    await close();
    throw error;
  }
  const of = (service: ServiceName) => replicas.filter((_, at) => services[at] === service);
  return {
    of,
    database,
    databaseUrl,
    output: () => replicas.map((replica) => replica.output()).join(''),
    close,
  };
}

function environmentOf({ kafkaBrokers, redisUrl }: RealInfrastructure): Environment {
  return {
    KAFKA_BROKERS: kafkaBrokers.join(','),
    KAFKA_TOPIC_PREFIX: `${uniqueName('e2e')}.`,
    REDIS_URL: redisUrl,
    // Suites ask more in a minute than any owner does.
    CALLS_PER_MINUTE_PER_KEY: '1000000',
    CALLS_PER_MINUTE_PER_ADDRESS: '1000000',
    CALLS_PER_SECOND_PER_KEY: '1000000',
  };
}
