import { silentLog } from '@botect/runtime';
import { describeReal, eventually, type FaultyLink, faultyLink, uniqueName } from '@botect/testkit';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Cache } from './cache.ts';
import { connectCache } from './connect-cache.ts';

const unavailable = { code: 'SERVICE_UNAVAILABLE' };
const key = Buffer.from('key');
const commandTimeoutMs = 100;

describeReal('redis in trouble', ({ redisUrl }) => {
  let link: FaultyLink;
  let cache: Cache;
  beforeEach(async () => {
    link = await faultyLink(redisUrl);
    cache = await connectCache({ redisUrl: link.url, log: silentLog, commandTimeoutMs });
  });
  afterEach(async () => {
    await cache.close();
    await link.close();
  });

  const open = () => cache.versionedValues({ prefix: uniqueName('v'), ttlMs: 60_000 });

  test('no first connection is one line that says where', async () => {
    link.cut();
    const port = new URL(link.url).port;
    await expect(connectCache({ redisUrl: link.url, log: silentLog })).rejects.toMatchObject({
      name: 'StartupFault',
      message: `Redis at 127.0.0.1:${port} does not let us in: connect ECONNREFUSED 127.0.0.1:${port}.`,
    });
  });

  test('a server that takes the first connection and says nothing is a start-up fault too', async () => {
    link.stall();
    await expect(connectCache({ redisUrl: link.url, log: silentLog })).rejects.toMatchObject({
      name: 'StartupFault',
      message: expect.stringMatching(/^Redis at 127\.0\.0\.1:\d+ does not let us in: .+\.$/),
    });
  });

  test.each(['localhost:6379', 'http://:secret@localhost', ''])(
    'the url %j is refused, not repeated',
    async (redisUrl) => {
      await expect(connectCache({ redisUrl, log: silentLog })).rejects.toThrow(
        /^The Redis url must look like redis:\/\/host:6379 or rediss:\/\/host:6379\.$/,
      );
    },
  );

  test('calls to a stalled server reject, and after a few no longer wait for their time-outs', async () => {
    const values = open();
    const elapsedMs = async (count: number) => {
      const startedAt = performance.now();
      for (let made = 0; made < count; made += 1)
        await expect(values.get(key)).rejects.toMatchObject(unavailable);
      return performance.now() - startedAt;
    };
    link.stall();
    await elapsedMs(6);
    // Each waiting for its own would take a hundred time-outs; a third of that leaves room for a busy machine.
    expect(await elapsedMs(100)).toBeLessThan((100 * commandTimeoutMs) / 3);
  });

  test('each kind of call rejects as unavailable while the server is gone', async () => {
    const seen = cache.seenMembers({ prefix: 's', windowMs: 60_000, now: () => 1 });
    const channel = cache.channel('c');
    link.cut();
    const calls = [
      open().get(key),
      open().putNewest([{ key, revision: 1, value: key }]),
      seen.add('g', [1]),
      channel.publish('m'),
      channel.subscribe(
        () => {},
        () => {},
      ),
      cache.ping(),
    ];
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: unavailable });
    }
  });

  test.each(['cut', 'stall'] as const)('a limit holds within the process after a %s', async (trouble) => {
    const limit = cache.rateLimit({ prefix: uniqueName('l'), points: 2, windowMs: 60_000 });
    link[trouble]();
    const taken = [await limit.take('k'), await limit.take('k'), await limit.take('k')];
    expect(taken.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 1],
      [true, 0],
      [false, 0],
    ]);
    expect(await limit.peek('k')).toMatchObject({ allowed: false });
    await limit.reset('k');
    expect(await limit.peek('k')).toMatchObject({ allowed: true, remaining: 2 });
  });

  test('a call under way when the connection breaks rejects then, and is not made again', async () => {
    link.stall();
    const call = open().get(key);
    await new Promise(setImmediate);
    link.cut();
    await expect(call).rejects.toMatchObject({ cause: { name: 'MaxRetriesPerRequestError' } });
  });

  test('a server that stalled works again by itself', async () => {
    const values = open();
    await values.putNewest([{ key, revision: 1, value: key }]);
    link.stall();
    for (let count = 0; count < 6; count += 1) await values.get(key).catch(() => {});
    link.flow();
    expect(await eventually(() => values.get(key))).toEqual(key);
  });

  test('a connection silent for long is replaced', async () => {
    const values = open();
    await values.putNewest([{ key, revision: 1, value: key }]);
    link.stall();
    await eventually(() =>
      expect(values.get(key)).rejects.toMatchObject({
        cause: expect.objectContaining({ message: expect.stringMatching(/writeable/) }),
      }),
    );
    link.flow();
    expect(await eventually(() => values.get(key))).toEqual(key);
  });

  test('a server that came back works again by itself, and its listeners are told of the gap', async () => {
    const values = open();
    const channel = cache.channel(uniqueName('channel'));
    const gap = Promise.withResolvers<void>();
    const heard = Promise.withResolvers<string>();
    let gaps = 0;
    const subscription = await channel.subscribe(heard.resolve, () => ++gaps > 1 && gap.resolve());
    link.cut();
    await expect(values.get(key)).rejects.toMatchObject(unavailable);
    await link.mend();
    await gap.promise;
    await eventually(() => channel.publish('back'));
    expect([await heard.promise, await values.get(key)]).toEqual(['back', null]);
    await subscription.close();
  });
});
