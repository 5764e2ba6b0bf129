import { rmSync } from 'node:fs';
import { Redis } from 'ioredis';
import { ephemeralFolder } from '../../infra/local/ephemeral.ts';
import { freePorts } from '../../infra/local/ports.ts';
import { startRedis } from '../../infra/local/redis.ts';
import { infrastructureFolder } from '../../infra/local/start.ts';

/** A Redis that holds nothing but what one metric puts into it. */
export interface ExtraRedis {
  readonly url: string;
  readonly pid: number;
  /** Bytes its data takes, with what the server needs around it. */
  memoryBytes(): Promise<number>;
  stop(): Promise<void>;
}

export async function startExtraRedis(): Promise<ExtraRedis> {
  const [port = 0] = await freePorts([0]);
  const folder = ephemeralFolder(infrastructureFolder);
  const program = await startRedis(port, { folder, ephemeral: true, launched: [] });
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    pid: program.process.id,
    async memoryBytes() {
      const redis = new Redis(url);
      const told = await redis.info('memory');
      await redis.quit();
      return Number(/^used_memory:(\d+)/m.exec(told)?.[1]);
    },
    async stop() {
      await program.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
