import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask } from './ports.ts';
import { isAlive, type ProcessId, until } from './processes.ts';
import { canInstall, missingPrograms } from './programs.ts';
import { type LocalInfrastructure, startLocalInfrastructure } from './start.ts';

const available = missingPrograms().length === 0 || canInstall();
const endTimeoutMs = 10_000;
const firstStartTimeoutMs = 300_000;

(available ? describe : describe.skip)('local infrastructure', () => {
  let servers: LocalInfrastructure;
  beforeAll(async () => {
    servers = await startLocalInfrastructure({ ephemeral: true });
  }, firstStartTimeoutMs);
  afterAll(() => servers?.stop());

  const redis = (command: string) => ask(servers.redis.port, Buffer.from(`${command}\r\n`)).then(String);

  test('a killed server starts again on its port with its data', async () => {
    await redis('SET kept yes');
    await servers.redis.kill();
    expect(await redis('PING')).toBe('null');
    await servers.redis.start();
    expect(await redis('GET kept')).toContain('yes');
  });

  test('a paused server answers nothing until it is resumed', async () => {
    servers.redis.pause();
    expect(await redis('PING')).toBe('null');
    servers.redis.resume();
    expect(await redis('PING')).toContain('PONG');
  });

  test('PostgreSQL comes back after kill -9', async () => {
    await servers.postgres.kill();
    await servers.postgres.start();
    expect(isAlive(servers.postgres.process)).toBe(true);
  });
});

/** Runs a program that starts servers and waits; answers it with what it started. */
async function owner(): Promise<{ program: ChildProcess; processes: ProcessId[]; folder: string }> {
  const start = join(import.meta.dirname, 'start.ts');
  const script = `
    const { startLocalInfrastructure } = await import(${JSON.stringify(start)});
    const { kafka, redis, postgres } = await startLocalInfrastructure({ ephemeral: true });
    const processes = [...kafka, redis, postgres].map((server) => server.process);
    process.stdout.write(JSON.stringify({ processes, logFile: redis.logFile }));
    setInterval(() => {}, 180_000);`;
  const program = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(program.stdout, 'data');
  const { processes, logFile } = JSON.parse(String(said));
  return { program, processes, folder: dirname(logFile) };
}

(available ? describe : describe.skip)('ephemeral servers end with the program that started them', () => {
  test.each(['SIGKILL', 'SIGINT'] as const)('on %s', async (signal) => {
    const { program, processes, folder } = await owner();
    expect(processes.every(isAlive)).toBe(true);
    program.kill(signal);
    await once(program, 'exit');
    expect(await until(() => !processes.some(isAlive), endTimeoutMs)).toBe(true);
    // After kill -9 nobody is left to clean up; the next start does.
    expect(existsSync(folder)).toBe(signal === 'SIGKILL');
  });
});
