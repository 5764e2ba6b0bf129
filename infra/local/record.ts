import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isAlive, type ProcessId } from './processes.ts';
import { infrastructureFolder, type LocalInfrastructure } from './start.ts';

const recordFile = join(infrastructureFolder, 'state.json');

/** What `up` left running, for `down`, `status` and the tests. */
export interface InfrastructureRecord {
  readonly kafkaBrokers: string[];
  readonly redisUrl: string;
  readonly databaseUrl: string;
  readonly programs: readonly ProgramRecord[];
}

export interface ProgramRecord {
  readonly name: string;
  readonly port: number;
  readonly process: ProcessId;
  readonly logFile: string;
}

export function writeRecord({ kafkaBrokers, redisUrl, databaseUrl, ...started }: LocalInfrastructure): void {
  const programs = [...started.kafka, started.redis, started.postgres].map(
    ({ name, port, process, logFile }): ProgramRecord => ({ name, port, process, logFile }),
  );
  const record: InfrastructureRecord = { kafkaBrokers, redisUrl, databaseUrl, programs };
  mkdirSync(dirname(recordFile), { recursive: true });
  // Renamed into place: a reader never meets half a record.
  writeFileSync(`${recordFile}.new`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${recordFile}.new`, recordFile);
}

/** The last record, whether its servers still run or not. */
export function readRecord(): InfrastructureRecord | null {
  try {
    return JSON.parse(readFileSync(recordFile, 'utf8'));
  } catch {
    // Never started, or the folder was emptied by hand.
    return null;
  }
}

/** The record when every server in it still runs, otherwise null. */
export function runningRecord(): InfrastructureRecord | null {
  const record = readRecord();
  return record?.programs.every(({ process }) => isAlive(process)) ? record : null;
}

export function removeRecord(): void {
  rmSync(recordFile, { force: true });
}
