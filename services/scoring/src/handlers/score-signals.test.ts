import { describe, expect, test } from '@jest/globals';
import { embeddedStores } from './embedded-stores.fixture.ts';
import { scoringHarness } from './scoring-harness.fixture.ts';

const stores = embeddedStores();

const { faults, consumer, subject } = scoringHarness(stores);

const done = { kind: 'done' };

describe('scoring a fetch of signals', () => {
  test('makes the score visible and durable', async () => {
    const { record, visible, stored } = subject();
    expect(await consumer()([record('a')])).toEqual([done]);
    expect(await visible('a')).toMatchObject({ score: 87, detectionIds: [] });
    expect(await stored()).toEqual([{ token: 'a', revision: 1, score: 87 }]);
  });

  test('writes a session touched by many records once', async () => {
    const { record, stored, metered } = subject();
    await consumer()([record('a'), record('b'), record('a'), record('a')]);
    expect((await stored()).map(({ revision }) => revision)).toEqual([1, 1]);
    expect(await metered()).toBe(4);
  });

  test('redelivered to the same or to another process changes nothing', async () => {
    const { record, stored, metered } = subject();
    const records = [record('a'), record('b')];
    const first = consumer();
    await first(records);
    const before = await stored();
    expect([await first(records), await consumer()(records)]).toEqual([
      [done, done],
      [done, done],
    ]);
    expect([await stored(), await metered()]).toEqual([before, 2]);
  });

  test('sends what can never be scored to the dead letters and scores the rest', async () => {
    const { record, stored } = subject();
    const poison = { ...record('a'), value: Buffer.from('{') };
    const fates = await consumer()([poison, record('b'), { ...poison, value: Buffer.from('{"v":9}') }]);
    expect(fates.map(({ kind }) => kind)).toEqual(['dead-letter', 'done', 'dead-letter']);
    expect((await stored()).map(({ token }) => token)).toEqual(['b']);
  });

  test('with the database away rejects, and the same records succeed afterwards', async () => {
    const { record, metered } = subject();
    const [handle, records] = [consumer(), [record('a')]];
    faults.save = true;
    await expect(handle(records)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    faults.save = false;
    expect([await handle(records), await metered()]).toEqual([[done], 1]);
  });

  test('that died between database and cache is made visible by the redelivery', async () => {
    const { record, visible, metered } = subject();
    const records = [record('a')];
    faults.publish = true;
    await expect(consumer()(records)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    faults.publish = false;
    expect(await visible('a')).toBeNull();
    await consumer()(records);
    expect([(await visible('a'))?.score, await metered()]).toEqual([87, 1]);
  });

  test('by a process that lost the session to another rejects once, then continues from what the other wrote', async () => {
    const { record, stored, metered } = subject();
    const [old, other] = [consumer(), consumer()];
    await old([record('a')]);
    await other([record('a')]);
    const late = [record('a')];
    await expect(old(late)).rejects.toThrow('another process');
    expect(await old(late)).toEqual([done]);
    expect([(await stored())[0]?.revision, await metered()]).toEqual([3, 3]);
  });

  test('of two projects with the same token keeps them apart', async () => {
    const [one, two] = [subject(), subject()];
    await consumer()([one.record('a'), two.record('a', { entropy: 0.01, samples: 128 })]);
    expect([(await one.visible('a'))?.score, (await two.visible('a'))?.score]).toEqual([87, 20]);
  });
});
