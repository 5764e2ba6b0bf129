import { eventually } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import type { OutgoingRecord } from './bus.ts';
import { type BusAtHand, group } from './bus-at-hand.fixture.ts';
import { collector } from './collector.fixture.ts';

/** Publishing, receiving, groups and ends: what both buses promise. */
export function deliveryContract(at: BusAtHand): void {
  test('a record arrives byte for byte, with its key and headers', async () => {
    const { topic } = at;
    const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const record = {
      topic,
      key: 'ключ\n"key"\u0000',
      value: every,
      headers: { traceparent: '00-a', 'é\u0000': '"' },
    };
    const one = collector();
    await at.bus.subscribe({ topic, group, handle: one.handle });
    await at.bus.publish(record);
    const [received] = await one.until(1);
    expect(received).toMatchObject({ ...record, offset: 0n, partition: expect.any(Number) });
  });

  test('an empty value and no headers are a record like any other', async () => {
    const { topic } = at;
    const one = collector();
    await at.bus.subscribe({ topic, group, handle: one.handle });
    await at.bus.publish({ topic, key: '', value: Buffer.alloc(0) });
    expect(await one.until(1)).toMatchObject([{ key: '', value: Buffer.alloc(0), headers: {} }]);
  });

  test('records of one key arrive in the order they were published', async () => {
    const { topic } = at;
    const one = collector();
    await at.bus.subscribe({ topic, group, handle: one.handle });
    const sent = Array.from({ length: 500 }, (_, at) => ({
      topic,
      key: `k${at % 7}`,
      value: Buffer.from(`${at}`),
    }));
    await Promise.all(sent.map(at.bus.publish));
    const received = await one.until(500);
    for (const key of new Set(sent.map((record) => record.key))) {
      const ofKey = (records: readonly OutgoingRecord[]) =>
        records.filter((r) => r.key === key).map((r) => `${r.value}`);
      expect(ofKey(received)).toEqual(ofKey(sent));
    }
  });

  test('a new group starts at the earliest record', async () => {
    const { topic } = at;
    await at.publish('before');
    const one = collector();
    await at.bus.subscribe({ topic, group, handle: one.handle });
    await one.until(1);
    expect(one.texts()).toEqual(['before']);
  });

  test('after a restart a group goes on behind what it committed', async () => {
    const { topic } = at;
    const before = collector();
    await at.bus.subscribe({ topic, group, handle: before.handle });
    await at.publish('1', '2');
    await before.until(2);
    await at.restart();
    const after = collector();
    await at.bus.subscribe({ topic, group, handle: after.handle });
    await at.publish('3');
    await after.until(1);
    expect(after.texts()).toEqual(['3']);
  });

  test('every group receives every record, and the members of one group share the partitions', async () => {
    const { topic } = at;
    const [shared, other] = [collector(), collector()];
    const members = [new Set<number>(), new Set<number>()];
    for (const partitions of members) {
      const handle: typeof shared.handle = async (records) => {
        for (const { partition } of records) partitions.add(partition);
        return shared.handle(records);
      };
      await at.bus.subscribe({ topic, group, handle });
    }
    await at.bus.subscribe({ topic, group: 'other', handle: other.handle });
    const keys = await at.publishKeys(40);
    for (const { received } of [shared, other]) {
      // At least once: what was in hand while a member joined may come again.
      await eventually(() => expect(new Set(received.map(({ key }) => key))).toEqual(new Set(keys)));
    }
    expect(members.map(({ size }) => size > 0)).toEqual([true, true]);
    expect(new Set(members.flatMap((partitions) => [...partitions])).size).toBe(4);
  });

  test('what a member leaves is taken over by those who stay', async () => {
    const { topic } = at;
    const [first, second] = [collector(), collector()];
    const leaving = await at.bus.subscribe({ topic, group, handle: first.handle });
    await at.bus.subscribe({ topic, group, handle: second.handle });
    await leaving.close();
    await at.publishKeys(20);
    await second.until(20);
    expect(first.received).toEqual([]);
  });

  test('closing the bus keeps what was published just before', async () => {
    const { topic } = at;
    const published = at.publish('last');
    await at.bus.close();
    await published;
    await at.connect();
    const one = collector();
    await at.bus.subscribe({ topic, group, handle: one.handle });
    await one.until(1);
    expect(one.texts()).toEqual(['last']);
  });

  test('a closed bus refuses to publish, and may be closed again', async () => {
    await at.bus.close();
    await at.bus.close();
    await expect(at.publish('late')).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      retryAfterSeconds: 1,
    });
  });

  test('a topic the bus was not told of, and a record larger than a broker takes, are refused', async () => {
    const { topic } = at;
    const value = Buffer.alloc(900_001);
    await expect(at.bus.publish({ topic: 'nowhere', key: 'key', value })).rejects.toThrow(
      'not told of a topic nowhere',
    );
    await expect(at.bus.publish({ topic, key: 'key', value })).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
    });
  });

  test('ping answers', async () => {
    await expect(at.bus.ping()).resolves.toBeUndefined();
  });
}
