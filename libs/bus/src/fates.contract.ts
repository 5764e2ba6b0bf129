import { expect, test } from '@jest/globals';
import { type BusAtHand, group } from './bus-at-hand.fixture.ts';
import { collector } from './collector.fixture.ts';
import { turnEnd } from './fake-log.fixture.ts';

/** What becomes of a record by its fate, and of a fetch that is rejected: what both buses promise. */
export function fatesContract(at: BusAtHand): void {
  test('a rejected fetch is handed over again, whole and in order', async () => {
    const { topic } = at;
    const one = collector();
    let away = 3;
    const handle = async (records: Parameters<typeof one.handle>[0]) => {
      const fates = await one.handle(records);
      away -= 1;
      if (away > 0) throw new Error('the database is away');
      return fates;
    };
    await at.publish('1', '2');
    await at.bus.subscribe({ topic, group, handle });
    await one.until(6);
    expect(one.texts()).toEqual(['1', '2', '1', '2', '1', '2']);
  });

  test('what was only ever rejected is not committed: the next start sees it', async () => {
    const { topic } = at;
    const failing = collector();
    const rejected = async (records: Parameters<typeof failing.handle>[0]) => {
      await failing.handle(records);
      throw new Error('the database is away');
    };
    await at.publish('1');
    await at.bus.subscribe({ topic, group, handle: rejected });
    await failing.until(2);
    await at.restart();
    const one = collector();
    await at.bus.subscribe({ topic, group, handle: one.handle });
    await one.until(1);
    expect(one.texts()).toEqual(['1']);
  });

  test('a poison record goes to the dead letters with its story, and those behind it pass', async () => {
    const { topic } = at;
    const one = collector(({ value }) =>
      `${value}` === 'bad' ? { kind: 'dead-letter', reason: 'not JSON' } : { kind: 'done' },
    );
    const letters = collector();
    await at.bus.subscribe({ topic: `${topic}.dead-letter`, group, handle: letters.handle });
    await at.bus.subscribe({ topic, group, handle: one.handle });
    await at.bus.publish({ topic, key: 'key', value: Buffer.from('bad'), headers: { own: 'kept' } });
    await at.publish('good');
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
    const { topic } = at;
    const one = collector(({ value }) =>
      `${value}` === 'again' ? { kind: 'retry', reason: 'too early' } : { kind: 'done' },
    );
    const letters = collector();
    await at.publish('1', 'again', '2');
    await at.bus.subscribe({ topic: `${topic}.dead-letter`, group, handle: letters.handle });
    await at.bus.subscribe({ topic, group, handle: one.handle });
    const [letter] = await letters.until(1);
    expect(one.texts()).toEqual(['1', 'again', '2', 'again', 'again', 'again', 'again']);
    expect(letter?.headers).toMatchObject({
      'dead-letter-reason': 'too early',
      'dead-letter-attempts': '5',
    });
  });

  test('what a fate emits is published', async () => {
    const { topic } = at;
    const emitted = { topic: `${topic}.emitted`, key: 'key', value: Buffer.from('2') };
    const next = collector();
    await at.bus.subscribe({
      topic,
      group,
      handle: collector(() => ({ kind: 'done', emit: [emitted] })).handle,
    });
    await at.bus.subscribe({ topic: emitted.topic, group, handle: next.handle });
    await at.publish('1');
    expect(await next.until(1)).toMatchObject([emitted]);
  });

  test('closing finishes the fetch in hand and commits it', async () => {
    const { topic } = at;
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const handle = async () => {
      begun.resolve();
      await finish.promise;
      return [{ kind: 'done' as const }];
    };
    await at.publish('1');
    const subscription = await at.bus.subscribe({ topic, group, handle });
    await begun.promise;
    const closed = subscription.close().then(() => 'closed');
    expect(await Promise.race([closed, turnEnd()])).toBeUndefined();
    finish.resolve();
    await closed;
    const one = collector();
    await at.bus.subscribe({ topic, group, handle: one.handle });
    await at.publish('2');
    await one.until(1);
    expect(one.texts()).toEqual(['2']);
  });

  test('the largest record allowed passes, also as a dead letter', async () => {
    const { topic } = at;
    const letters = collector();
    const handle = collector(() => ({ kind: 'dead-letter', reason: 'r'.repeat(10_000) })).handle;
    await at.bus.subscribe({ topic, group, handle });
    await at.bus.subscribe({ topic: `${topic}.dead-letter`, group, handle: letters.handle });
    await at.bus.publish({ topic, key: 'key', value: Buffer.alloc(899_000, 1) });
    const [letter] = await letters.until(1);
    expect(letter?.value).toHaveLength(899_000);
  });

  test('a replay puts dead letters back as they were, once each, up to the limit', async () => {
    const { topic } = at;
    let poison = true;
    const one = collector(() => (poison ? { kind: 'dead-letter', reason: 'bug' } : { kind: 'done' }));
    await at.bus.subscribe({ topic, group, handle: one.handle });
    await at.publish('1', '2', '3');
    await one.until(3);
    poison = false;
    await at.restart();
    expect(await at.replay({ dryRun: true })).toEqual({ found: 3, replayed: 0 });
    expect(await at.replay({ limit: 2 })).toEqual({ found: 3, replayed: 2 });
    expect(await at.replay()).toEqual({ found: 1, replayed: 1 });
    expect(await at.replay()).toEqual({ found: 0, replayed: 0 });
    await at.restart();
    const again = collector();
    await at.bus.subscribe({ topic, group, handle: again.handle });
    await again.until(3);
    expect(again.texts()).toEqual(['1', '2', '3']);
    expect(again.received.map(({ headers }) => headers)).toEqual(Array(3).fill({ replayed: '1' }));
  });
}
