import { existsSync, globSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { describeReal, eventually, freshDatabase, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePorts } from '../local/ports.ts';
import { type NativeContainer, type NativeImage, nativeImage } from './container.fixture.ts';
import { root } from './dockerfile.ts';
import { processes } from './processes.ts';

const services = ['ingest', 'scoring', 'verdict', 'accounts', 'standalone'];
const topics = join(root, 'infra/compose/topics.json');
const timeoutMs = 180_000;

describeReal('the image, built and run without a container', (real) => {
  let image: NativeImage;
  let close: () => Promise<void>;
  const environment: Record<string, string> = {
    KAFKA_BROKERS: real.kafkaBrokers.join(),
    KAFKA_TOPIC_PREFIX: `${uniqueName('image')}.`,
    REDIS_URL: real.redisUrl,
    HOST: '127.0.0.1',
  };
  beforeAll(async () => {
    image = nativeImage();
    const database = await freshDatabase(real);
    environment['DATABASE_URL'] = database.url;
    close = database.close;
  }, 300_000);
  afterAll(async () => {
    await close?.();
    image?.remove();
  });

  const start = (name: string, ...parameters: string[]) =>
    image.run([...image.start.entrypoint, name, ...parameters], environment);
  const toItsEnd = async (job: NativeContainer) => ({ code: await job.exitCode, said: job.output() });
  const inside = (pattern: string) => globSync(pattern, { cwd: join(image.folder, 'botect') });

  test('holds what production code names, and neither tests nor what only they need', () => {
    const packages = inside('node_modules/.pnpm/*').join(' ');
    for (const name of ['express', 'pg', 'kafkajs', 'bcrypt']) expect(packages).toContain(`/${name}@`);
    for (const name of ['jest', 'typescript', 'esbuild', 'testcontainers', 'playwright-core', 'prisma'])
      expect(packages).not.toContain(`/${name}@`);
    expect(inside('{libs,services,standalone,infra}/**/src/**/*.{test,fixture,contract}.ts')).toEqual([]);
  });

  test('reaches the workspace’s packages by links out of node_modules, below which Node strips no types', () => {
    const links = inside('{libs,services,standalone}{,/*}/node_modules/@botect/*');
    expect(links.length).toBeGreaterThan(20);
    for (const link of links)
      expect(realpathSync(join(image.folder, 'botect', link))).not.toContain('node_modules');
  });

  test('has every process that it names', () => {
    for (const file of Object.values(processes))
      expect(existsSync(join(image.folder, 'botect', file))).toBe(true);
  });

  test('says what it can run when it is asked for something else', async () => {
    const said = `Say which process to run: ${Object.keys(processes).join(', ')}.\n`;
    expect(await toItsEnd(start('scorer'))).toEqual({ code: 1, said });
  });

  test('migrates the database and makes the topics, and has nothing left to do the second time', async () => {
    expect(await toItsEnd(start('migrate'))).toEqual({
      code: 0,
      said: expect.stringMatching(/^applied 2026/),
    });
    expect(await toItsEnd(start('migrate'))).toEqual({ code: 0, said: 'nothing to apply\n' });
    expect(await toItsEnd(start('topics', topics))).toEqual({
      code: 0,
      said: expect.stringContaining('signals'),
    });
    expect(await toItsEnd(start('topics', topics))).toEqual({ code: 0, said: 'nothing to change\n' });
  });

  /** Starts it on ports of its own; `ask` runs the image's health check beside it, for one path or as it stands. */
  const serve = async (name: string) => {
    const [port] = await freePorts([0]);
    const own = { ...environment, ADMIN_PORT: `${port}`, PORT: '0', DATABASE_MIGRATE: 'never' };
    const container = image.run([...image.start.entrypoint, name], own);
    const { healthCheck } = image.start;
    const ask = (path = healthCheck.at(-1) ?? '') =>
      image.run([...healthCheck.slice(0, -1), path], own).exitCode;
    return { container, ask };
  };

  test(
    'runs every service, well by its own health check, until it is told to stop',
    async () => {
      const running = await Promise.all(services.map(serve));
      for (const { container, ask } of running) {
        const well = async () => [await ask('/ready'), await ask(), container.output()];
        await eventually(async () => expect(await well()).toEqual([0, 0, expect.any(String)]), { timeoutMs });
      }
      for (const { container } of running) container.signal('SIGTERM');
      const codes = running.map(({ container }) => container.exitCode);
      expect(await Promise.all(codes)).toEqual(services.map(() => 0));
      for (const { ask } of running) expect(await ask()).toBe(1);
    },
    timeoutMs,
  );
});
