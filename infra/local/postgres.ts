import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launcher, runsAsRoot, type Surroundings } from './launcher.ts';
import { ask } from './ports.ts';
import { type Program, startProgram } from './program.ts';
import { programPath, run } from './programs.ts';

const superuser = 'postgres';
const databaseName = 'botect';

export function databaseUrl(port: number): string {
  return `postgresql://${superuser}@127.0.0.1:${port}/${databaseName}`;
}

/** One PostgreSQL with an empty database, open to every local user: it listens on loopback only. */
export async function startPostgres(
  port: number,
  { folder, ephemeral, launched }: Surroundings,
): Promise<Program> {
  const data = join(folder, 'postgres');
  // PostgreSQL refuses to run as root, so root lends it the user that Debian's package made.
  const user = runsAsRoot() ? { user: superuser } : {};
  const fresh = !existsSync(join(data, 'PG_VERSION'));
  if (fresh) initialise(data, launcher({ ephemeral: true, ...user }));
  const program = await startProgram({
    name: 'postgres',
    port,
    launched,
    logFile: join(folder, 'postgres.log'),
    command: [...launcher({ ephemeral, ...user }), programPath('postgres'), '-D', data, ...settings(port)],
    ready: () => answers(port),
  });
  if (fresh)
    run(programPath('createdb'), ['-h', '127.0.0.1', '-p', `${port}`, '-U', superuser, databaseName]);
  return program;
}

function settings(port: number): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    // Two replicas of every service and their pools, with room for tests beside them.
    max_connections: 300,
    shared_buffers: '256MB',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function initialise(data: string, prefix: readonly string[]): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (runsAsRoot()) chownSync(data, userId('-u'), userId('-g'));
  const [file = '', ...parameters] = [...prefix, programPath('initdb')];
  // Not synced: what a power cut during the first second would lose is an empty database.
  run(file, [
    ...parameters,
    '-D',
    data,
    '-U',
    superuser,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]);
}

function userId(kind: '-u' | '-g'): number {
  return Number(execFileSync('id', [kind, superuser], { encoding: 'utf8' }));
}

/** True when a session can be opened: while it recovers, PostgreSQL accepts connections and turns sessions away. */
async function answers(port: number): Promise<boolean> {
  const names = Buffer.from(`user\0${superuser}\0database\0postgres\0\0`);
  const startup = Buffer.alloc(8);
  startup.writeInt32BE(8 + names.length, 0);
  startup.writeInt32BE(3 << 16, 4);
  const authenticationOk = 'R'.charCodeAt(0);
  return (await ask(port, Buffer.concat([startup, names])))?.[0] === authenticationOk;
}
