import type { Database } from '@botect/database';
import { silentLog as log } from '@botect/runtime';
import { embeddedDatabase, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Bus } from './bus.ts';
import { collector, hasteTiming } from './collector.fixture.ts';
import { connectBus } from './connect-bus.ts';
import { turnEnd } from './fake-log.fixture.ts';
import type { Sql } from './tables.embedded.ts';

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
}, 180_000);
afterAll(() => database.close());

let topic: string;
beforeEach(() => {
  topic = uniqueName('topic');
});
const open = (sql: Sql = database, retentionMs = 3_600_000, timing = hasteTiming) =>
  connectBus({ sql, log, timing }, [{ name: topic, partitions: 1, retentionMs }]);
const publish = (bus: Bus, text: string) => bus.publish({ topic, key: 'key', value: Buffer.from(text) });

/** Everything the group has not read, and the offsets of it. */
async function read(bus: Bus, group: string, count: number) {
  const one = collector();
  const subscription = await bus.subscribe({ topic, group, handle: one.handle });
  await one.until(count);
  await subscription.close();
  return one.received.map(({ offset, value }) => [`${value}`, offset]);
}

/** The database, with statements of the given words failing so often: before or after they were carried out. */
function failing(words: string, { times = 1, after = false } = {}): Sql {
  let left = times;
  return {
    async query(text, parameters) {
      const fails = text.includes(words) && left > 0;
      if (fails) left -= 1;
      if (fails && !after) throw new Error('the connection is gone');
      const result = await database.query<never>(text, parameters);
      if (fails) throw new Error('the connection is gone');
      return result;
    },
  };
}

/** Opens the bus anew with records kept for so long, publishes '3', and answers what the group then reads. */
async function afterReopening(retentionMs: number, group: string, count: number) {
  const bus = await open(database, retentionMs);
  await publish(bus, '3');
  return read(bus, group, count);
}

test('a start removes what is past its retention and every group has read; offsets go on', async () => {
  const bus = await open();
  await publish(bus, '1');
  await publish(bus, '2');
  await read(bus, 'group', 2);
  await bus.close();
  expect(await afterReopening(0, 'new group', 1)).toEqual([['3', 2n]]);
});

test('a start removes nothing that is younger', async () => {
  const bus = await open();
  await publish(bus, '1');
  await read(bus, 'group', 1);
  await bus.close();
  expect(await afterReopening(60_000, 'new group', 2)).toEqual([
    ['1', 0n],
    ['3', 1n],
  ]);
});

test('a start removes nothing that a group still has to read', async () => {
  const bus = await open();
  await publish(bus, '1');
  await read(bus, 'fast', 1);
  const rejected = Promise.withResolvers<void>();
  const handle = async () => {
    rejected.resolve();
    throw new Error('the handler is away');
  };
  await bus.subscribe({ topic, group: 'slow', handle });
  await rejected.promise;
  await bus.close();
  expect(await afterReopening(0, 'slow', 2)).toEqual([
    ['1', 0n],
    ['3', 1n],
  ]);
});

test('an append that failed is refused, leaves no gap, and the next one succeeds', async () => {
  const bus = await open(failing('insert into bus.records'));
  await expect(publish(bus, '1')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  await publish(bus, '2');
  expect(await read(bus, 'group', 1)).toEqual([['2', 0n]]);
});

test('an append that failed only after it was carried out may be kept, and does not stand in the way of the next', async () => {
  const bus = await open(failing('insert into bus.records', { after: true }));
  await expect(publish(bus, '1')).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  await publish(bus, '2');
  expect(await read(bus, 'group', 2)).toEqual([
    ['1', 0n],
    ['2', 1n],
  ]);
});

test('a group that could not read or commit goes on where it was', async () => {
  const bus = await open(failing('as unread', { times: 2 }));
  await publish(bus, '1');
  expect(await read(bus, 'group', 1)).toEqual([['1', 0n]]);
});

test('what could not be committed is handed over again, after a pause', async () => {
  const pausesMs: number[] = [];
  const pause: typeof hasteTiming.pause = (ms, signal) => {
    pausesMs.push(ms);
    return hasteTiming.pause(ms, signal);
  };
  const timing = { ...hasteTiming, pause, random: () => 0 };
  const bus = await open(failing('update bus.offsets', { times: 2 }), 3_600_000, timing);
  await publish(bus, '1');
  expect(await read(bus, 'group', 3)).toEqual(Array(3).fill(['1', 0n]));
  expect(pausesMs).toEqual(expect.arrayContaining([100, 200]));
});

test('records published at once have their places one behind the other', async () => {
  const bus = await open();
  const keys = Array.from({ length: 40 }, (_, at) => `key-${at}`);
  await Promise.all(keys.map((key) => bus.publish({ topic, key, value: Buffer.from(key) })));
  const places = await read(bus, 'group', 40);
  expect(places.map(([, offset]) => offset)).toEqual(keys.map((_, at) => BigInt(at)));
});

test('appends are carried out one after the other: nobody reads past one that is under way', async () => {
  const gate = Promise.withResolvers<void>();
  let inserts = 0;
  const query: Sql['query'] = async (text, parameters) => {
    if (text.includes('insert into bus.records')) inserts += 1;
    if (inserts === 1) await gate.promise;
    return database.query(text, parameters);
  };
  const bus = await open({ query });
  const publishing = ['a', 'd'].map((key) => bus.publish({ topic, key, value: Buffer.from(key) }));
  await turnEnd();
  expect(inserts).toBe(1);
  gate.resolve();
  await Promise.all(publishing);
  expect(inserts).toBe(2);
});
