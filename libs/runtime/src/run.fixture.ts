import { createServer } from 'node:net';
import { z } from 'zod';
import { run } from './run.ts';

/** A small real process for run.test.ts. What it does after starting is its first argument. */
const afterStart: Record<string, () => void> = {
  serve: () => {},
  hang: () => {},
  reject: () => void Promise.reject(new Error('nobody caught this')),
  throw: () => {
    throw new Error('nobody caught this');
  },
};

await run('fixture', z.object({}), async ({ use, telemetry, print }) => {
  const server = createServer().listen(0, '127.0.0.1');
  await use('server', { close: async () => void server.close() });
  if (process.argv[2] === 'hang') await use('a part that hangs', { close: () => new Promise(() => {}) });
  telemetry.trace.start('first step', 'internal')?.end();
  const act = afterStart[process.argv[2] ?? 'serve'];
  setImmediate(() => {
    print('started\n');
    act?.();
  });
});
