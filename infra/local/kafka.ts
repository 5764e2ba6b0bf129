import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BrokerPorts, type BrokerSettings, brokerSettings } from './kafka-settings.ts';
import { launcher, type Surroundings } from './launcher.ts';
import { ask } from './ports.ts';
import { type Program, startProgram } from './program.ts';
import { programPath } from './programs.ts';

/** Any 16 bytes in base64url; fixed, so that a data folder stays valid from start to start. */
const clusterId = 'Ym90ZWN0LWxvY2FsLTAwMQ';
const heapMax = '-Xmx512m';

export interface KafkaSurroundings extends Surroundings {
  /** More settings of every broker, or other ones than usual. */
  readonly settings?: BrokerSettings;
  /** Users as the storage tool takes them: `SCRAM-SHA-512=[name=…,password=…]`. */
  readonly users?: readonly string[];
}

/** A KRaft cluster; resolves when each of its brokers sees all of them. `jars` is the folder of Kafka's jars. */
export function startKafka(
  nodes: readonly BrokerPorts[],
  jars: string,
  surroundings: KafkaSurroundings,
): Promise<Program[]> {
  return Promise.all(nodes.map((_, index) => startBroker({ index, nodes, jars, ...surroundings })));
}

interface BrokerPlan extends KafkaSurroundings {
  readonly index: number;
  readonly nodes: readonly BrokerPorts[];
  readonly jars: string;
}

async function startBroker({
  index,
  nodes,
  jars,
  folder,
  ephemeral,
  launched,
  settings: more,
  users = [],
}: BrokerPlan): Promise<Program> {
  const port = nodes[index]?.client ?? 0;
  // A node formatted for one cluster size cannot join another, so each size has its own data.
  const home = join(folder, `kafka-${nodes.length}`, `node-${index + 1}`);
  const settingsFile = join(home, 'server.properties');
  mkdirSync(home, { recursive: true });
  const settings = brokerSettings({ nodes, index, bindTo: '127.0.0.1', clientHost: '127.0.0.1' });
  writeFileSync(settingsFile, properties({ ...settings, ...more, 'log.dirs': join(home, 'data') }));
  const java = [programPath('java'), '-cp', join(jars, '*'), '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];
  if (!existsSync(join(home, 'data', 'meta.properties'))) await format(java, settingsFile, users);
  return startProgram({
    name: nodes.length === 1 ? 'kafka' : `kafka-${index + 1}`,
    port,
    launched,
    logFile: join(home, 'kafka.log'),
    command: [...launcher({ ephemeral }), ...java, heapMax, 'kafka.Kafka', settingsFile],
    ready: () => seesBrokers(port, nodes.length),
  });
}

function properties(settings: Readonly<Record<string, unknown>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function format(
  [java = '', ...parameters]: readonly string[],
  settingsFile: string,
  users: readonly string[],
): Promise<void> {
  // A short run that only writes two files: the quick compiler and the small collector halve its time.
  const quick = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
  const action = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', settingsFile];
  action.push(...users.flatMap((user) => ['--add-scram', user]));
  await promisify(execFile)(java, [...quick, ...parameters, ...action]);
}

/** Asks for the cluster's metadata (version 1, no topics): a broker that is not yet serving is missing from it. */
async function seesBrokers(port: number, expected: number): Promise<boolean> {
  const answer = await ask(port, metadataQuestion());
  const brokerCountAt = 8;
  return answer !== null && answer.length >= 12 && answer.readInt32BE(brokerCountAt) === expected;
}

function metadataQuestion(): Buffer {
  const metadata = 3;
  const version = 1;
  const anyNumber = 1;
  const noClientName = -1;
  const question = Buffer.alloc(18);
  question.writeInt32BE(question.length - 4, 0);
  question.writeInt16BE(metadata, 4);
  question.writeInt16BE(version, 6);
  question.writeInt32BE(anyNumber, 8);
  question.writeInt16BE(noClientName, 12);
  return question;
}
