import { type Closable, silentLog } from '@botect/runtime';
import { uniqueName } from '@botect/testkit';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Bus, OutgoingRecord } from './bus.ts';
import { collector, hasteTiming } from './collector.fixture.ts';
import { connectBus } from './connect-bus.ts';
import type { BusOptions } from './connect-log.ts';
import { turnEnd } from './fake-log.fixture.ts';
import { replayDeadLetters } from './replay-dead-letters.ts';

type Place = Pick<BusOptions, 'log'> & BusOptions;

/** What both buses promise. `place` tells where the log is: the same at each call. */
export function busContract(title: string, place: () => Promise<Place>): void {
  describe(title, () => {
    const group = 'group';
    let topic: string;
    let bus: Bus;
    let open: Closable[];

    const topics = () =>
      ['', '.emitted'].map((end) => ({ name: topic + end, partitions: 4, retentionMs: 3_600_000 }));
    const options = async () => ({ ...(await place()), log: silentLog, timing: hasteTiming });
    const connect = async () => {
      const connected = await connectBus(await options(), topics());
      open.push(connected);
      return connected;
    };
    const restart = async () => {
      await bus.close();
      bus = await connect();
    };
    const publish = (...texts: string[]) =>
      Promise.all(texts.map((text) => bus.publish({ topic, key: 'key', value: Buffer.from(text) })));
    const publishKeys = async (count: number) => {
      const keys = Array.from({ length: count }, (_, at) => `key-${at}`);
      await Promise.all(keys.map((key) => bus.publish({ topic, key, value: Buffer.alloc(1) })));
      return keys;
    };
    const replay = async (how: object = {}) =>
      replayDeadLetters(await options(), topics(), { topic, ...how });

    beforeEach(async () => {
      topic = uniqueName('topic');
      open = [];
      bus = await connect();
    });
    afterEach(() => Promise.all(open.map((one) => one.close())));

    test('a record arrives byte for byte, with its key and headers', async () => {
      const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      const record = {
        topic,
        key: 'ключ\n"key"\u0000',
        value: every,
        headers: { traceparent: '00-a', 'é\u0000': '"' },
      };
      const one = collector();
      await bus.subscribe({ topic, group, handle: one.handle });
      await bus.publish(record);
      const [received] = await one.until(1);
      expect(received).toMatchObject({ ...record, offset: 0n, partition: expect.any(Number) });
    });

    test('an empty value and no headers are a record like any other', async () => {
      const one = collector();
      await bus.subscribe({ topic, group, handle: one.handle });
      await bus.publish({ topic, key: '', value: Buffer.alloc(0) });
      expect(await one.until(1)).toMatchObject([{ key: '', value: Buffer.alloc(0), headers: {} }]);
    });

    test('records of one key arrive in the order they were published', async () => {
      const one = collector();
      await bus.subscribe({ topic, group, handle: one.handle });
      const sent = Array.from({ length: 500 }, (_, at) => ({
        topic,
        key: `k${at % 7}`,
        value: Buffer.from(`${at}`),
      }));
      await Promise.all(sent.map(bus.publish));
      const received = await one.until(500);
      for (const key of new Set(sent.map((record) => record.key))) {
        const ofKey = (records: readonly OutgoingRecord[]) =>
          records.filter((r) => r.key === key).map((r) => `${r.value}`);
        expect(ofKey(received)).toEqual(ofKey(sent));
      }
    });

    test('a new group starts at the earliest record', async () => {
      await publish('before');
      const one = collector();
      await bus.subscribe({ topic, group, handle: one.handle });
      await one.until(1);
      expect(one.texts()).toEqual(['before']);
    });

    test('after a restart a group goes on behind what it committed', async () => {
      const before = collector();
      await bus.subscribe({ topic, group, handle: before.handle });
      await publish('1', '2');
      await before.until(2);
      await restart();
      const after = collector();
      await bus.subscribe({ topic, group, handle: after.handle });
      await publish('3');
      await after.until(1);
      expect(after.texts()).toEqual(['3']);
    });

    test('a rejected fetch is handed over again, whole and in order', async () => {
      const one = collector();
      let away = 3;
      const handle = async (records: Parameters<typeof one.handle>[0]) => {
        const fates = await one.handle(records);
        away -= 1;
        if (away > 0) throw new Error('the database is away');
        return fates;
      };
      await publish('1', '2');
      await bus.subscribe({ topic, group, handle });
      await one.until(6);
      expect(one.texts()).toEqual(['1', '2', '1', '2', '1', '2']);
    });

    test('what was only ever rejected is not committed: the next start sees it', async () => {
      const failing = collector();
      const rejected = async (records: Parameters<typeof failing.handle>[0]) => {
        await failing.handle(records);
        throw new Error('the database is away');
      };
      await publish('1');
      await bus.subscribe({ topic, group, handle: rejected });
      await failing.until(2);
      await restart();
      const one = collector();
      await bus.subscribe({ topic, group, handle: one.handle });
      await one.until(1);
      expect(one.texts()).toEqual(['1']);
    });

    test('a poison record goes to the dead letters with its story, and those behind it pass', async () => {
      const one = collector(({ value }) =>
        `${value}` === 'bad' ? { kind: 'dead-letter', reason: 'not JSON' } : { kind: 'done' },
      );
      const letters = collector();
      await bus.subscribe({ topic: `${topic}.dead-letter`, group, handle: letters.handle });
      await bus.subscribe({ topic, group, handle: one.handle });
      await bus.publish({ topic, key: 'key', value: Buffer.from('bad'), headers: { own: 'kept' } });
      await publish('good');
      await one.until(2);
      const [letter] = await letters.until(1);
      expect(letter).toMatchObject({ key: 'key', value: Buffer.from('bad') });
      expect(letter?.headers).toMatchObject({
        own: 'kept',
        'dead-letter-reason': 'not JSON',
        'dead-letter-stage': group,
        'dead-letter-topic': topic,
        'dead-letter-offset': '0',
      });
    });

    test('a record that keeps asking for a retry is handed over five times, alone, and is then a dead letter', async () => {
      const one = collector(({ value }) =>
        `${value}` === 'again' ? { kind: 'retry', reason: 'too early' } : { kind: 'done' },
      );
      const letters = collector();
      await publish('1', 'again', '2');
      await bus.subscribe({ topic: `${topic}.dead-letter`, group, handle: letters.handle });
      await bus.subscribe({ topic, group, handle: one.handle });
      const [letter] = await letters.until(1);
      expect(one.texts()).toEqual(['1', 'again', '2', 'again', 'again', 'again', 'again']);
      expect(letter?.headers).toMatchObject({
        'dead-letter-reason': 'too early',
        'dead-letter-attempts': '5',
      });
    });

    test('what a fate emits is published', async () => {
      const emitted = { topic: `${topic}.emitted`, key: 'key', value: Buffer.from('2') };
      const next = collector();
      await bus.subscribe({
        topic,
        group,
        handle: collector(() => ({ kind: 'done', emit: [emitted] })).handle,
      });
      await bus.subscribe({ topic: emitted.topic, group, handle: next.handle });
      await publish('1');
      expect(await next.until(1)).toMatchObject([emitted]);
    });

    test('every group receives every record, and the members of one group share the partitions', async () => {
      const [shared, other] = [collector(), collector()];
      const members = [new Set<number>(), new Set<number>()];
      for (const partitions of members) {
        const handle: typeof shared.handle = async (records) => {
          for (const { partition } of records) partitions.add(partition);
          return shared.handle(records);
        };
        await bus.subscribe({ topic, group, handle });
      }
      await bus.subscribe({ topic, group: 'other', handle: other.handle });
      const keys = await publishKeys(40);
      for (const { until } of [shared, other]) {
        expect((await until(40)).map(({ key }) => key).toSorted()).toEqual(keys.toSorted());
      }
      expect(members.map(({ size }) => size)).toEqual([2, 2]);
    });

    test('what a member leaves is taken over by those who stay', async () => {
      const [first, second] = [collector(), collector()];
      const leaving = await bus.subscribe({ topic, group, handle: first.handle });
      await bus.subscribe({ topic, group, handle: second.handle });
      await leaving.close();
      await publishKeys(20);
      await second.until(20);
      expect(first.received).toEqual([]);
    });

    test('closing finishes the fetch in hand and commits it', async () => {
      const begun = Promise.withResolvers<void>();
      const finish = Promise.withResolvers<void>();
      const handle = async () => {
        begun.resolve();
        await finish.promise;
        return [{ kind: 'done' as const }];
      };
      await publish('1');
      const subscription = await bus.subscribe({ topic, group, handle });
      await begun.promise;
      const closed = subscription.close().then(() => 'closed');
      expect(await Promise.race([closed, turnEnd()])).toBeUndefined();
      finish.resolve();
      await closed;
      const one = collector();
      await bus.subscribe({ topic, group, handle: one.handle });
      await publish('2');
      await one.until(1);
      expect(one.texts()).toEqual(['2']);
    });

    test('closing the bus keeps what was published just before', async () => {
      const published = publish('last');
      await bus.close();
      await published;
      bus = await connect();
      const one = collector();
      await bus.subscribe({ topic, group, handle: one.handle });
      await one.until(1);
      expect(one.texts()).toEqual(['last']);
    });

    test('a closed bus refuses to publish, and may be closed again', async () => {
      await bus.close();
      await bus.close();
      await expect(publish('late')).rejects.toMatchObject({
        code: 'SERVICE_UNAVAILABLE',
        retryAfterSeconds: 1,
      });
    });

    test('a topic the bus was not told of, and a record larger than a broker takes, are refused', async () => {
      const value = Buffer.alloc(900_001);
      await expect(bus.publish({ topic: 'nowhere', key: 'key', value })).rejects.toThrow(
        'not told of a topic nowhere',
      );
      await expect(bus.publish({ topic, key: 'key', value })).rejects.toMatchObject({
        code: 'PAYLOAD_TOO_LARGE',
      });
    });

    test('the largest record allowed passes, also as a dead letter', async () => {
      const letters = collector();
      const handle = collector(() => ({ kind: 'dead-letter', reason: 'r'.repeat(10_000) })).handle;
      await bus.subscribe({ topic, group, handle });
      await bus.subscribe({ topic: `${topic}.dead-letter`, group, handle: letters.handle });
      await bus.publish({ topic, key: 'key', value: Buffer.alloc(899_000, 1) });
      const [letter] = await letters.until(1);
      expect(letter?.value).toHaveLength(899_000);
    });

    test('a replay puts dead letters back as they were, once each, up to the limit', async () => {
      let poison = true;
      const one = collector(() => (poison ? { kind: 'dead-letter', reason: 'bug' } : { kind: 'done' }));
      await bus.subscribe({ topic, group, handle: one.handle });
      await publish('1', '2', '3');
      await one.until(3);
      poison = false;
      await restart();
      expect(await replay({ dryRun: true })).toEqual({ found: 3, replayed: 0 });
      expect(await replay({ limit: 2 })).toEqual({ found: 3, replayed: 2 });
      expect(await replay()).toEqual({ found: 1, replayed: 1 });
      expect(await replay()).toEqual({ found: 0, replayed: 0 });
      await restart();
      const again = collector();
      await bus.subscribe({ topic, group, handle: again.handle });
      await again.until(3);
      expect(again.texts()).toEqual(['1', '2', '3']);
      expect(again.received.map(({ headers }) => headers)).toEqual(Array(3).fill({ replayed: '1' }));
    });

    test('ping answers', async () => {
      await expect(bus.ping()).resolves.toBeUndefined();
    });
  });
}
