import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launcher, type Surroundings } from './launcher.ts';
import { ask } from './ports.ts';
import { type Program, startProgram } from './program.ts';
import { programPath } from './programs.ts';

/** One Redis with an append-only file, so that a restart keeps what it held. */
export function startRedis(port: number, { folder, ephemeral, launched }: Surroundings): Promise<Program> {
  const data = join(folder, 'redis');
  mkdirSync(data, { recursive: true });
  const settings = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    data,
    '--appendonly',
    'yes',
    '--save',
    '',
  ];
  return startProgram({
    name: 'redis',
    port,
    launched,
    logFile: join(folder, 'redis.log'),
    command: [...launcher({ ephemeral }), programPath('redis-server'), ...settings],
    ready: async () => (await ask(port, Buffer.from('PING\r\n')))?.toString().startsWith('+PONG') ?? false,
  });
}
