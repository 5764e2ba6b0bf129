import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { ephemeralFolder, guardExit } from './ephemeral.ts';
import { startKafka } from './kafka.ts';
import { requireJars } from './kafka-jars.ts';
import type { BrokerPorts } from './kafka-settings.ts';
import type { Surroundings } from './launcher.ts';
import { freePorts } from './ports.ts';
import { databaseUrl, startPostgres } from './postgres.ts';
import { killProcess, type Program, stopProcess } from './program.ts';
import { requirePrograms } from './programs.ts';
import { startRedis } from './redis.ts';

/** Downloads, data, logs and the record of what runs; ignored by git. */
export const infrastructureFolder = resolve(import.meta.dirname, '../../.infra');

export interface LocalInfrastructureOptions {
  /** 1 (the default) or 3, for tests where one of them dies. */
  readonly brokers?: number;
  /** Where data and logs go; `.infra` of this repository by default. */
  readonly dataDir?: string;
  /** True: fresh data, removed by `stop`, and every server ends with this process, however that ends. */
  readonly ephemeral?: boolean;
  /** Ports to take where they are free: Redis, PostgreSQL, then two for each broker. */
  readonly wishedPorts?: readonly number[];
  /** By broker, the port its clients are told, where something stands before it: a link that a test breaks. */
  readonly advertisedPorts?: readonly number[];
  /** Told what takes long: installing and downloading, the first time. */
  print?(line: string): void;
}

export interface LocalInfrastructure {
  readonly kafkaBrokers: string[];
  readonly redisUrl: string;
  readonly databaseUrl: string;
  readonly kafka: readonly Program[];
  readonly redis: Program;
  readonly postgres: Program;
  /** Ends every server; ephemeral data is removed. */
  stop(): Promise<void>;
}

/**
 * Starts Apache Kafka, Redis and PostgreSQL on free loopback ports and resolves when all of them serve.
 * When one fails the others are ended, and the rejection names it in one line.
 */
export async function startLocalInfrastructure(
  options: LocalInfrastructureOptions = {},
): Promise<LocalInfrastructure> {
  const { brokers = 1, dataDir = infrastructureFolder, ephemeral = false, print = () => {} } = options;
  requirePrograms(print);
  const jars = requireJars(infrastructureFolder, print);
  mkdirSync(dataDir, { recursive: true });
  const folder = ephemeral ? ephemeralFolder(dataDir) : dataDir;
  const surroundings: Surroundings = { folder, ephemeral, launched: [] };
  const ports = await freePorts(
    Array.from({ length: 2 + 2 * brokers }, (_, at) => options.wishedPorts?.[at] ?? 0),
  );
  const release = guardExit({ launched: surroundings.launched, folder: ephemeral ? folder : null });
  const stop = async () => {
    release();
    await endServers(surroundings);
  };
  try {
    const servers = await startServers(portsOf(ports, options.advertisedPorts), jars, surroundings);
    if (!ephemeral) release();
    return { ...servers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Ports {
  readonly redisPort: number;
  readonly postgresPort: number;
  readonly brokers: readonly BrokerPorts[];
}

function portsOf(ports: readonly number[], advertised: readonly number[] = []): Ports {
  const [redisPort = 0, postgresPort = 0, ...rest] = ports;
  const half = rest.length / 2;
  const brokers = rest.slice(0, half).map((client, at) => ({
    client,
    controller: rest[half + at] ?? 0,
    advertised: advertised[at] ?? client,
  }));
  return { redisPort, postgresPort, brokers };
}

async function startServers(
  { redisPort, postgresPort, brokers }: Ports,
  jars: string,
  surroundings: Surroundings,
) {
  const [kafka, redis, postgres] = await Promise.all([
    startKafka(brokers, jars, surroundings),
    startRedis(redisPort, surroundings),
    startPostgres(postgresPort, surroundings),
  ]);
  return {
    kafkaBrokers: kafka.map(({ port }) => `127.0.0.1:${port}`),
    redisUrl: `redis://127.0.0.1:${redisPort}`,
    databaseUrl: databaseUrl(postgresPort),
    kafka,
    redis,
    postgres,
  };
}

async function endServers({ folder, ephemeral, launched }: Surroundings): Promise<void> {
  // Nobody will read ephemeral data again, so there is nothing to finish in good order.
  await Promise.all(launched.map(ephemeral ? killProcess : stopProcess));
  if (ephemeral) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
