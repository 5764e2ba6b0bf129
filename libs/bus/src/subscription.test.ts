import { silentLog } from '@botect/runtime';
import { beforeEach, expect, test } from '@jest/globals';
import type { Fate, OutgoingRecord, ReceivedRecord, Subscription } from './bus.ts';
import { manualTiming, turnEnd } from './fake-log.fixture.ts';
import { consumptionOf } from './subscription.ts';

const records: ReceivedRecord[] = ['1', '2', '3'].map((text, at) => ({
  topic: 'topic',
  partition: 0,
  offset: BigInt(at),
  key: 'key',
  value: Buffer.from(text),
  headers: {},
}));
const done: Fate = { kind: 'done' };
const emitting: Fate = { kind: 'done', emit: [{ topic: 'next', key: 'key', value: Buffer.from('out') }] };

let time: ReturnType<typeof manualTiming>;
let happened: string[];
let abandon: AbortController;
let publish: (record: OutgoingRecord) => Promise<void>;
beforeEach(() => {
  time = manualTiming();
  happened = [];
  abandon = new AbortController();
  publish = async ({ topic, value }) => void happened.push(`publish ${value} to ${topic}`);
});

/** Hands the three records over; `handle` is told how often it was called before. */
function handOver(handle: (texts: string[], earlier: number) => readonly Fate[]): Promise<void> {
  let earlier = -1;
  const subscription: Subscription = {
    topic: 'topic',
    group: 'group',
    handle: async (handed) => {
      const texts = handed.map(({ value }) => `${value}`);
      happened.push(`handle ${texts}`);
      earlier += 1;
      return handle(texts, earlier);
    },
  };
  const surroundings = {
    publish: (record: OutgoingRecord) => publish(record),
    timing: time.timing,
    observer: {
      fetchRetried: () => happened.push('retried'),
      dropped: (_consumer: object, reason: string) => happened.push(`dropped: ${reason}`),
      deadLettered: (_consumer: object, reason: string) => happened.push(`dead letter: ${reason}`),
    },
    log: silentLog,
  };
  const commit = async ({ offset }: ReceivedRecord) => void happened.push(`commit ${offset}`);
  return consumptionOf(subscription, surroundings).onFetch({ records, commit, abandoned: abandon.signal });
}

const failing = () => {
  throw new Error('the database is away');
};

test('the fetch is committed once all is done', async () => {
  await handOver(() => [done, done, done]);
  expect(happened).toEqual(['handle 1,2,3', 'commit 2']);
});

test('an empty fetch asks nothing of anybody', async () => {
  const idle = { topic: 'topic', group: 'group', handle: failing };
  const surroundings = { publish, timing: time.timing, observer: {}, log: silentLog };
  const commit = failing;
  await consumptionOf(idle, surroundings).onFetch({ records: [], commit, abandoned: abandon.signal });
});

test('what fates emit is acknowledged before the commit', async () => {
  const acknowledged = Promise.withResolvers<void>();
  publish = async () => {
    await acknowledged.promise;
    happened.push('acknowledged');
  };
  const handing = handOver(() => [emitting, done, done]);
  await turnEnd();
  expect(happened).toEqual(['handle 1,2,3']);
  acknowledged.resolve();
  await handing;
  expect(happened).toEqual(['handle 1,2,3', 'acknowledged', 'commit 2']);
});

test('after a rejection everything is handed over again, with pauses of 100 ms doubled up to 5 s', async () => {
  const handing = handOver((_texts, earlier) => (earlier < 8 ? failing() : [done, done, done]));
  for (const pauseMs of [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]) {
    await turnEnd();
    const before = happened.length;
    await time.advance(pauseMs - 1);
    expect(happened).toHaveLength(before);
    await time.advance(1);
    expect(happened.at(-1)).toBe(pauseMs < 5_000 || happened.length < 17 ? 'retried' : 'commit 2');
  }
  await handing;
});

test('what cannot be published is handled again', async () => {
  let refusals = 1;
  const accept = publish;
  publish = async (record) => {
    refusals -= 1;
    if (refusals >= 0) throw new Error('the log is away');
    await accept(record);
  };
  const handing = handOver(() => [emitting, done, done]);
  await turnEnd();
  await time.advance(100);
  await handing;
  const again = ['handle 1,2,3', 'publish out to next', 'commit 2'];
  expect(happened).toEqual(['handle 1,2,3', 'retried', ...again]);
});

test.each([[[done]], [[done, done, done, done]], [[]]])(
  'a wrong number of fates is a rejection',
  async (fates) => {
    const handing = handOver((_texts, earlier) => (earlier === 0 ? fates : [done, done, done]));
    await turnEnd();
    await time.advance(100);
    await handing;
    expect(happened).toEqual(['handle 1,2,3', 'retried', 'handle 1,2,3', 'commit 2']);
  },
);

test('records that ask for a retry are handed over again, they alone; the commit waits for them', async () => {
  const again: Fate = { kind: 'retry', reason: 'too early' };
  const handing = handOver((texts, earlier) =>
    texts.map((text) => (text === '2' && earlier < 2 ? again : done)),
  );
  await turnEnd();
  await time.advance(100);
  await time.advance(200);
  await handing;
  expect(happened).toEqual(['handle 1,2,3', 'handle 2', 'handle 2', 'commit 2']);
});

test('dropped records and dead letters are told of', async () => {
  await handOver(() => [{ kind: 'drop', reason: 'old' }, { kind: 'dead-letter', reason: 'bad' }, done]);
  expect(happened).toEqual([
    'handle 1,2,3',
    'publish 2 to topic.dead-letter',
    'dropped: old',
    'dead letter: bad',
    'commit 2',
  ]);
});

test('an abandoned fetch is neither handed over again nor committed', async () => {
  const handing = handOver(failing);
  await turnEnd();
  abandon.abort();
  await expect(handing).rejects.toThrow();
  expect(happened).toEqual(['handle 1,2,3', 'retried']);
});

test('a fetch abandoned while its handler works is finished and committed', async () => {
  await handOver(() => {
    abandon.abort();
    return [done, done, done];
  });
  expect(happened).toEqual(['handle 1,2,3', 'commit 2']);
});
