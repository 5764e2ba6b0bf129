import { connectDatabase, type Database } from '@botect/database';
import { type Closable, silentLog } from '@botect/runtime';
import { freshDatabase, type RealInfrastructure, uniqueName } from '@botect/testkit';
import type { Environment } from './program.ts';
import { type Replica, replicaOf } from './replica.ts';

export type ServiceName = 'ingest' | 'scoring' | 'verdict' | 'accounts';

export interface Installation extends Closable {
  /** The replicas of a service, in the order they were started. */
  of(service: ServiceName): readonly Replica[];
  /** The same database, for seeding and for looking at what became durable. */
  readonly database: Database;
  /** All that all replicas ever wrote. */
  output(): string;
}

/**
 * Processes of the services on real infrastructure, with a database, topics and groups of their own, so that several
 * installations can share the servers. Resolves when all are ready.
 */
export async function startInstallation(
  real: RealInfrastructure,
  counts: Partial<Record<ServiceName, number>>,
  settings: Environment = {},
): Promise<Installation> {
  const fresh = await freshDatabase(real);
  const database = await connectDatabase({ url: fresh.url, migrate: true, log: silentLog });
  const environment = { ...environmentOf(real), DATABASE_URL: fresh.url, ...settings };
  const services = Object.entries(counts).flatMap(([name, count]) => Array<string>(count).fill(name));
  const replicas = services.map((name) => replicaOf(`services/${name}/src/main.ts`, environment));
  const close = async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await database.close();
    await fresh.close();
  };
  try {
    await Promise.all(replicas.map((replica) => replica.start()));
  } catch (error) {
    await close();
    throw error;
  }
  const of = (service: ServiceName) => replicas.filter((_, at) => services[at] === service);
  return { of, database, output: () => replicas.map((replica) => replica.output()).join(''), close };
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
