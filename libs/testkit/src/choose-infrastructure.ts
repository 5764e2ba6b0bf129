import { type InfrastructureSource, infrastructureSources } from './infrastructure-sources.ts';
import { nowhere, type RealInfrastructure, type StartedInfrastructure } from './real-infrastructure.ts';

export interface Choice {
  /** Its KAFKA_BROKERS, REDIS_URL and DATABASE_URL win, each by itself. */
  readonly environment: NodeJS.ProcessEnv;
  /** Where the rest comes from: the first that is available. */
  readonly sources?: readonly InfrastructureSource[];
  /** Told what was chosen. */
  print(line: string): void;
}

/** The one place that decides what tests run on; null when there is nothing. */
export async function chooseInfrastructure(choice: Choice): Promise<StartedInfrastructure | null> {
  const { environment, sources = infrastructureSources, print } = choice;
  const named = namedInfrastructure(environment);
  const namedCount = Object.keys(named).length;
  if (namedCount === Object.keys(nowhere).length) {
    print('real infrastructure: what the environment names');
    return { ...nowhere, ...named, stop: async () => {} };
  }
  const source = await firstAvailable(sources);
  if (source === null) {
    print('real infrastructure: none (no Docker, no local servers); suites that need it are skipped');
    return null;
  }
  print(
    `real infrastructure: ${namedCount > 0 ? 'what the environment names, for the rest ' : ''}${source.name}`,
  );
  return { ...(await source.start(print)), ...named };
}

async function firstAvailable(
  sources: readonly InfrastructureSource[],
): Promise<InfrastructureSource | null> {
  for (const source of sources) if (await source.available()) return source;
  return null;
}

function namedInfrastructure(environment: NodeJS.ProcessEnv): Partial<RealInfrastructure> {
  const { KAFKA_BROKERS: brokers, REDIS_URL: redisUrl, DATABASE_URL: databaseUrl } = environment;
  return {
    ...(brokers && { kafkaBrokers: brokers.split(',') }),
    ...(redisUrl && { redisUrl }),
    ...(databaseUrl && { databaseUrl }),
  };
}
