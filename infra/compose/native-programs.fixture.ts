import { execFileSync } from 'node:child_process';
import { appendFileSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dockerfileText, stagesOf, startOf } from '../image/dockerfile.ts';
import { requireJars } from '../local/kafka-jars.ts';
import { launcher, runsAsRoot } from '../local/launcher.ts';
import { programPath, run } from '../local/programs.ts';
import { infrastructureFolder } from '../local/start.ts';
import type { ComposeService } from './compose-file.ts';
import type { NativePlace } from './native-place.fixture.ts';

export interface Container {
  readonly name: string;
  readonly service: ComposeService;
  readonly place: NativePlace;
  /** The service's environment as it has to be outside of the container. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The words that do outside of a container what the image does inside, with the file's own command and settings. */
export type NativeCommand = (container: Container) => readonly string[];

const botect: NativeCommand = ({ name, service, place }) => {
  const last = stagesOf(dockerfileText).at(-1);
  if (last === undefined) throw new Error('the Dockerfile has no stage');
  const [, ...entrypoint] = startOf(last).entrypoint;
  const command = (service.command ?? []).map((word) => place.outside(name, word));
  // The folder of the secrets as a whole: its volumes are mounted below it.
  const words = command.map((word) => (word === '/secrets' ? join(place.folder, 'secrets') : word));
  return [process.execPath, ...entrypoint, ...words];
};

const redis: NativeCommand = ({ name, service, place }) => {
  const [, configuration = ''] = service.command ?? [];
  const file = join(place.folder, 'redis.conf');
  const source = place.outside(name, configuration);
  // Of paths the configuration names some that are mounted, as the command does.
  writeFileSync(file, place.outside(name, readFileSync(source, 'utf8')));
  return [programPath('redis-server'), file, '--bind', place.address(name)];
};

const haproxy: NativeCommand = ({ name, service, place }) => {
  const [program = '', ...parameters] = service.entrypoint ?? [];
  const file = join(place.folder, 'haproxy.cfg');
  const source = place.outside(name, parameters.at(-1) ?? '');
  const text = readFileSync(source, 'utf8').replaceAll(/bind :/g, `bind ${place.address(name)}:`);
  // Of a name there may be several; an address is one.
  writeFileSync(file, place.outside(name, text).replaceAll(' 1-10 ', ' 1 '));
  return [programPath(program), ...parameters.slice(0, -1), file];
};

/** As the image's script: the settings become properties, the disk is formatted once. */
const kafka: NativeCommand = ({ environment, place }) => {
  const properties = Object.entries(environment)
    .filter(([setting]) => setting.startsWith('KAFKA_') && setting !== 'KAFKA_HEAP_OPTS')
    .map(
      ([setting, value]) => `${setting.slice('KAFKA_'.length).toLowerCase().replaceAll('_', '.')}=${value}\n`,
    );
  const file = join(place.folder, 'kafka.properties');
  writeFileSync(file, properties.join(''));
  const jars = join(
    requireJars(infrastructureFolder, () => {}),
    '*',
  );
  const java = [programPath('java'), '-cp', jars, '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];
  const [program = '', ...parameters] = java;
  const format = [
    'kafka.tools.StorageTool',
    'format',
    '--ignore-formatted',
    '-t',
    environment['CLUSTER_ID'] ?? '',
    '-c',
    file,
  ];
  execFileSync(program, ['-XX:TieredStopAtLevel=1', ...parameters, ...format], { stdio: 'pipe' });
  return [...java, ...(environment['KAFKA_HEAP_OPTS'] ?? '').split(' '), 'kafka.Kafka', file];
};

/** As the image's script: a cluster with the password of the file, open to whoever has it. */
const postgres: NativeCommand = ({ name, service, environment, place }) => {
  const { PGDATA: data = '', POSTGRES_USER: user = '', POSTGRES_PASSWORD_FILE: password = '' } = environment;
  const lent = join(place.folder, 'postgres-password');
  writeFileSync(lent, readFileSync(password, 'utf8'));
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const as = launcher({ ephemeral: true, ...(runsAsRoot() && { user: 'postgres' }) });
  if (runsAsRoot()) for (const path of [data, lent]) chownSync(path, idOf('-u'), idOf('-g'));
  const [program = '', ...parameters] = [
    ...as,
    programPath('initdb'),
    '-D',
    data,
    '-U',
    user,
    `--pwfile=${lent}`,
  ];
  run(program, [
    ...parameters,
    '--locale=C.UTF-8',
    '--no-sync',
    ...(environment['POSTGRES_INITDB_ARGS'] ?? '').split(' '),
  ]);
  const [alone = '', ...single] = [...as, programPath('postgres'), '--single', '-D', data, 'postgres'];
  execFileSync(alone, single, {
    input: `CREATE DATABASE ${environment['POSTGRES_DB']}`,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  appendFileSync(join(data, 'pg_hba.conf'), 'host all all all scram-sha-256\n');
  const [server = '', ...settings] = service.command ?? [];
  const own = ['-c', `listen_addresses=${place.address(name)}`, '-c', 'unix_socket_directories='];
  return [...as, programPath(server), '-D', data, ...settings, ...own];
};

const idOf = (kind: '-u' | '-g') => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));

/** By the image's name. What is not among them is not started: it watches, and nobody waits for it. */
export const nativeCommands: Readonly<Record<string, NativeCommand>> = {
  botect,
  redis,
  haproxy,
  'apache/kafka': kafka,
  postgres,
};
