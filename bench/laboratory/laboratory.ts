import { connectDatabase, type Database } from '@botect/database';
import { type LocalInfrastructure, startLocalInfrastructure } from '../../infra/local/start.ts';
import { accountToken, type EnabledProject, enableProject } from './enabled-project.ts';
import { type ServerPlan, type ServerProcess, startServer } from './server-process.ts';

export type Settings = Readonly<Record<string, string>>;

/** Real infrastructure with one project, and the programs started against it. */
export interface Laboratory {
  readonly infrastructure: LocalInfrastructure;
  readonly database: Database;
  readonly project: EnabledProject;
  /** A service as it is run in production: `node services/<name>/src/main.ts`. */
  service(name: string, settings?: Settings): Promise<ServerProcess>;
  /** A program of `bench/references`. */
  reference(name: string, settings?: Settings): Promise<ServerProcess>;
  /** Ends the programs, not the infrastructure. */
  stopServers(): Promise<void>;
  stop(): Promise<void>;
}

export async function openLaboratory(print: (line: string) => void): Promise<Laboratory> {
  const infrastructure = await startLocalInfrastructure({ ephemeral: true, print });
  const programs = startingFrom(infrastructure);
  const accounts = await programs.service('accounts', { BOTECT_BOOTSTRAP_TOKEN: accountToken });
  const project = await enableProject(accounts);
  await programs.stopServers();
  const database = await connectDatabase({ url: infrastructure.databaseUrl });
  return {
    ...programs,
    infrastructure,
    database,
    project,
    async stop() {
      await programs.stopServers();
      await database.close();
      await infrastructure.stop();
    },
  };
}

function startingFrom({ databaseUrl, redisUrl, kafkaBrokers }: LocalInfrastructure) {
  const connections: Settings = {
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    KAFKA_BROKERS: kafkaBrokers.join(','),
  };
  const servers: ServerProcess[] = [];
  const start = async (plan: ServerPlan) => {
    const server = await startServer({ ...plan, settings: { ...connections, ...plan.settings } });
    servers.push(server);
    return server;
  };
  return {
    service: (name: string, settings: Settings = {}) =>
      start({ name, program: `services/${name}/src/main.ts`, settings, readyPath: '/ready' }),
    reference: (name: string, settings: Settings = {}) =>
      start({ name, program: `bench/references/${name}.ts`, settings, readyPath: '/' }),
    async stopServers() {
      await Promise.all(servers.splice(0).map((server) => server.stop()));
    },
  };
}
