import { decodeSignalBatch } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { embeddedStores } from './embedded-stores.fixture.ts';
import { type Faults, scoringHarness } from './scoring-harness.fixture.ts';

const stores = embeddedStores();

const { now, faults, stalled, consumer, subject } = scoringHarness(stores);

const [done, dropped] = [{ kind: 'done' }, { kind: 'drop', reason: 'erased' }];
const robot = { entropy: 0.01, samples: 128 };

/** A subject whose every record comes a second after the one before. */
function timedSubject() {
  const { record, erasure, ...sight } = subject();
  const later = <Rest extends unknown[], Made>(make: (...rest: Rest) => Made) => {
    return (...rest: Rest): Made => {
      now.advance(1_000);
      return make(...rest);
    };
  };
  return { ...sight, batch: later(record), erasure: later((token: string) => erasure(token)) };
}

describe('the erasure of a session', () => {
  test('removes it from every store, and its usage stays', async () => {
    const { batch, erasure, stored, visible, metered } = timedSubject();
    const handle = consumer();
    await handle([batch('a'), batch('b')]);
    expect(await handle([erasure('a')])).toEqual([done]);
    expect((await stored()).map(({ token }) => token)).toEqual(['b']);
    expect([await visible('a'), (await visible('b'))?.score, await metered()]).toEqual([null, 87, 2]);
  });

  test('takes the batches before it, and those after begin a session of their own', async () => {
    const { batch, erasure, stored, visible } = timedSubject();
    const handle = consumer();
    await handle([batch('a', robot)]);
    const fates = await handle([batch('a', robot), batch('b'), erasure('a'), batch('a'), batch('a')]);
    expect(fates).toEqual([dropped, done, done, done, done]);
    expect((await stored()).map(({ score }) => score)).toEqual([87, 87]);
    expect((await visible('a'))?.score).toBe(87);
  });

  test('by a process that has not seen the session works too', async () => {
    const { batch, erasure, stored, visible } = timedSubject();
    await consumer()([batch('a')]);
    await consumer()([erasure('a')]);
    expect([await stored(), await visible('a')]).toEqual([[], null]);
  });

  test('handed over again leaves the session that began after it, whoever handles it', async () => {
    const { batch, erasure, stored, visible, metered } = timedSubject();
    const [handle, request] = [consumer(), erasure('a')];
    await handle([request, batch('a')]);
    const before = await stored();
    expect([await handle([request]), await consumer()([request])]).toEqual([[done], [done]]);
    expect([await stored(), (await visible('a'))?.score, await metered()]).toEqual([before, 87, 1]);
  });

  test('in a fetch handed over again changes nothing and meters nothing twice', async () => {
    const { batch, erasure, stored, metered } = timedSubject();
    const [handle, fetch] = [consumer(), [batch('a', robot), erasure('a'), batch('a')]];
    await handle(fetch);
    const before = [await stored(), await metered()];
    expect([await handle(fetch), await consumer()(fetch)]).toEqual([
      [dropped, done, done],
      [dropped, done, done],
    ]);
    expect([await stored(), await metered()]).toEqual(before);
  });

  test.each<keyof Faults>(['load', 'erase', 'save', 'publish'])(
    'with %s failing rejects, and succeeds afterwards',
    async (part) => {
      const { batch, erasure, content, visible } = timedSubject();
      const handle = consumer();
      await handle([batch('a', robot)]);
      const fetch = [batch('a', robot), erasure('a'), batch('a')];
      faults[part] = true;
      await expect(handle(fetch)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
      faults[part] = false;
      expect(await handle(fetch)).toEqual([dropped, done, done]);
      expect([(await content())?.events, (await visible('a'))?.score]).toEqual([1, 87]);
    },
  );

  test('is not undone by a score that a stalled process publishes late', async () => {
    const { batch, erasure, visible } = timedSubject();
    const before = [batch('a', robot)];
    faults.publish = true;
    await expect(consumer()(before)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    faults.publish = false;
    await consumer()([...before, erasure('a')]);
    for (const write of stalled.splice(0)) await write();
    expect(await visible('a')).toBeNull();
  });

  test('is not undone by a process that still remembers the session', async () => {
    const { batch, erasure, content, visible } = timedSubject();
    const old = consumer();
    await old([batch('a', robot)]);
    const other = consumer();
    await other([erasure('a')]);
    const late = [batch('a')];
    await expect(old(late)).rejects.toThrow('another process');
    expect(await old(late)).toEqual([done]);
    expect([(await content())?.events, await visible('a')]).toEqual([1, null]);
  });

  test('reaches a session begun elsewhere after an erasure here', async () => {
    const { batch, erasure, stored } = timedSubject();
    const handle = consumer();
    await handle([batch('a')]);
    await handle([erasure('a')]);
    await consumer()([batch('a')]);
    await handle([erasure('a')]);
    expect(await stored()).toEqual([]);
  });

  test('lets ingest count the erased ids as new', async () => {
    const { batch, erasure, countNew } = timedSubject();
    const records = [batch('a'), batch('a')];
    const ids = records.map(({ value }) => decodeSignalBatch(value).request.events[0]?.request_id ?? '');
    await countNew('a', [...ids, 'another']);
    await consumer()([...records, erasure('a')]);
    expect(await countNew('a', [...ids, 'another'])).toBe(2);
  });
});
