import { describe, expect, test } from '@jest/globals';
import { embeddedStores } from './embedded-stores.fixture.ts';
import { scoringHarness } from './scoring-harness.fixture.ts';

const stores = embeddedStores();

const { now, consumer, subject } = scoringHarness(stores);

const [done, dropped] = [{ kind: 'done' }, { kind: 'drop', reason: 'erased' }];

/** A session of which one batch is a dead letter, and which was erased since. */
async function erasedSubject() {
  const site = subject();
  const handle = consumer();
  const letter = site.record('a');
  const report = site.report('a', { logged_in: true });
  await handle([site.record('a')]);
  now.advance(1_000);
  const request = site.erasure('a');
  await handle([request]);
  now.advance(86_400_000);
  return { ...site, handle, letter, report, request };
}

describe('a batch accepted before the erasure of its session, replayed after it', () => {
  test.each(['the process that erased it', 'another process'])('is dropped by %s', async (who) => {
    const { handle, letter, report, stored, visible, metered } = await erasedSubject();
    const replayed = who === 'another process' ? consumer() : handle;
    expect(await replayed([letter, report])).toEqual([dropped, dropped]);
    expect([await stored(), await visible('a'), await metered()]).toEqual([[], null, 1]);
  });

  test('is left out of the session that began after it, and of no other', async () => {
    const { handle, letter, record, stored, metered } = await erasedSubject();
    const fates = await handle([record('a'), letter, record('b')]);
    expect([fates, (await stored()).length]).toEqual([[done, dropped, done], 2]);
    expect([await consumer()([letter]), await handle([letter]), await metered()]).toEqual([
      [dropped],
      [dropped],
      3,
    ]);
  });

  test('takes nothing along when the erasure itself is handed over again', async () => {
    const { handle, letter, record, request, content } = await erasedSubject();
    expect(await handle([record('a'), letter, request])).toEqual([done, dropped, done]);
    expect(await content()).toMatchObject({ events: 1 });
  });

  test('is dropped by a process that has not heard of an erasure elsewhere', async () => {
    const { handle, record, erasure, stored } = await erasedSubject();
    const letter = record('a');
    now.advance(1_000);
    await consumer()([erasure('a')]);
    await expect(handle([letter])).rejects.toThrow('another process');
    expect([await handle([letter]), await stored()]).toEqual([[dropped], []]);
  });
});
