import { parseArgs } from 'node:util';
import { isAlive } from './processes.ts';
import { stopProcess } from './program.ts';
import { type InfrastructureRecord, readRecord, removeRecord, runningRecord, writeRecord } from './record.ts';
import { startLocalInfrastructure } from './start.ts';

const usage = 'usage: npm run infra -- up [--brokers 1|3] | down | status';
/** The same from day to day where free: the servers' usual ports with a 1 before them, clear of the usual ones. */
const wishedPorts = { redis: 16379, postgres: 15432, brokers: 19092, controllers: 19192 };

// Progress goes to the error output, so that the standard output is only what an environment file needs.
const say = (line: string) => console.error(line);

async function up(brokers: number): Promise<void> {
  const running = runningRecord();
  if (running === null) {
    await endRecorded();
    writeRecord(await startLocalInfrastructure({ brokers, wishedPorts: portsFor(brokers), print: say }));
  } else if (running.kafkaBrokers.length !== brokers) {
    throw new Error(
      `already running with another number of brokers (${running.kafkaBrokers.length}); take it down first`,
    );
  }
  status();
}

async function down(): Promise<void> {
  say((await endRecorded()) ? 'stopped' : 'nothing was running');
}

function status(): void {
  const record = readRecord();
  if (record === null) throw new Error('not running');
  for (const { name, port, process, logFile } of record.programs) {
    say(
      `${isAlive(process) ? 'up  ' : 'DOWN'} ${name} on 127.0.0.1:${port}, process ${process.id}, ${logFile}`,
    );
  }
  if (runningRecord() === null) throw new Error('not all of it is running');
  show(record);
}

function show({ kafkaBrokers, redisUrl, databaseUrl }: InfrastructureRecord): void {
  console.log(`KAFKA_BROKERS=${kafkaBrokers.join(',')}\nREDIS_URL=${redisUrl}\nDATABASE_URL=${databaseUrl}`);
}

/** Ends what the record names; answers whether anything of it was alive. */
async function endRecorded(): Promise<boolean> {
  const alive = (readRecord()?.programs ?? []).filter(({ process }) => isAlive(process));
  await Promise.all(alive.map(({ process }) => stopProcess(process)));
  removeRecord();
  return alive.length > 0;
}

function portsFor(brokers: number): number[] {
  const { redis, postgres, brokers: broker, controllers: controller } = wishedPorts;
  const nodes = Array.from({ length: brokers }, (_, index) => index);
  return [
    redis,
    postgres,
    ...nodes.map((index) => broker + index),
    ...nodes.map((index) => controller + index),
  ];
}

async function main(): Promise<void> {
  const options = { brokers: { type: 'string', default: '1' } } as const;
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const command = new Map<string | undefined, (brokers: number) => void>([
    ['up', up],
    ['down', down],
    ['status', status],
  ]).get(positionals.join(' '));
  if (command === undefined || !['1', '3'].includes(values.brokers)) throw new Error(usage);
  await command(Number(values.brokers));
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
