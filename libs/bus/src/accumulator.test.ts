import { beforeEach, expect, test } from '@jest/globals';
import { type Accumulator, type AccumulatorLimits, createAccumulator } from './accumulator.ts';
import { fakeAppend, manualTiming, turnEnd } from './fake-log.fixture.ts';
import type { BusObserver } from './observer.ts';

// One key for each of the two lanes.
const [one, other] = ['a', 'd'];
const bytesOf = (valueBytes: number) => 64 + 1 + valueBytes;
const refusal = { code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 1 };

let log: ReturnType<typeof fakeAppend>;
let time: ReturnType<typeof manualTiming>;
let observed: unknown[];
let accumulator: Accumulator;

function start(limits: Partial<AccumulatorLimits> = {}): void {
  log = fakeAppend();
  time = manualTiming();
  observed = [];
  const observer: BusObserver = {
    appended: (...what) => observed.push(['appended', ...what]),
    refused: (...what) => observed.push(['refused', ...what]),
  };
  const { timing } = time;
  accumulator = createAccumulator({ append: log.append, timing, observer, publishTimeoutMs: 5_000, limits });
}
beforeEach(() => start());

/** Publishes, and answers how that ended: nothing yet, 'kept', or the error. */
function publish(value: string, { key = one, topic = 'topic' } = {}) {
  const publication: { outcome: unknown } = { outcome: null };
  accumulator.publish({ topic, key, value: Buffer.from(value) }).then(
    () => {
      publication.outcome = 'kept';
    },
    (error) => {
      publication.outcome = error;
    },
  );
  return publication;
}

test('what one turn published leaves at its end, in order and in one call', async () => {
  publish('1');
  await Promise.resolve();
  publish('2');
  expect(log.calls).toEqual([]);
  await turnEnd();
  expect(log.texts()).toEqual([['1', '2']]);
});

test('a publisher has its answer with the acknowledgement, not before', async () => {
  const publication = publish('1');
  await turnEnd();
  expect(publication.outcome).toBeNull();
  log.calls[0]?.ack();
  await turnEnd();
  expect(publication.outcome).toBe('kept');
});

test('what comes while a call is out leaves together when it has ended', async () => {
  publish('1');
  await turnEnd();
  publish('2');
  await turnEnd();
  publish('3');
  await turnEnd();
  expect(log.texts()).toEqual([['1']]);
  log.calls[0]?.ack();
  await turnEnd();
  expect(log.texts()).toEqual([['1'], ['2', '3']]);
});

test('two calls of a topic are out at most, and each topic has its own', async () => {
  for (let round = 0; round < 3; round += 1) {
    for (const key of ['a', 'b', 'c', 'd', 'e']) publish('1', { key });
    await turnEnd();
  }
  expect(log.out.size).toBe(2);
  publish('1', { topic: 'other' });
  await turnEnd();
  expect(log.out.size).toBe(3);
});

test('a call carries so many records at most', async () => {
  start({ callRecordsMax: 2 });
  for (const value of ['1', '2', '3']) publish(value);
  await turnEnd();
  log.calls[0]?.ack();
  await turnEnd();
  expect(log.texts()).toEqual([['1', '2'], ['3']]);
});

test('a call carries so many bytes at most, and a record that is larger goes alone', async () => {
  start({ callBytesMax: bytesOf(1) * 2 });
  for (const value of ['x'.repeat(500), '1', '2', '3']) publish(value);
  for (let call = 0; call < 3; call += 1) {
    await turnEnd();
    log.calls[call]?.ack();
    await turnEnd();
  }
  expect(log.texts()).toEqual([['x'.repeat(500)], ['1', '2'], ['3']]);
});

test('a failed call is the failure of each of its records, and of no other', async () => {
  const [first, second, third] = [publish('1'), publish('2'), publish('3', { key: other })];
  await turnEnd();
  log.calls[0]?.fail(new Error('no leader'));
  log.calls[1]?.ack();
  await turnEnd();
  expect(first.outcome).toMatchObject({ ...refusal, cause: new Error('no leader') });
  expect(second.outcome).toMatchObject(refusal);
  expect(third.outcome).toBe('kept');
});

test('a lane goes on after a failed call', async () => {
  publish('1');
  await turnEnd();
  const next = publish('2');
  log.calls[0]?.fail(new Error('no leader'));
  await turnEnd();
  log.calls[1]?.ack();
  await turnEnd();
  expect(next.outcome).toBe('kept');
});

test('what finds no room is refused at once, until there is room again', async () => {
  start({ heldBytesMax: bytesOf(1) * 2 });
  publish('1');
  publish('2', { key: other });
  const refused = publish('3');
  await Promise.resolve();
  expect(refused.outcome).toMatchObject(refusal);
  await turnEnd();
  log.calls[0]?.ack();
  await turnEnd();
  const admitted = publish('4');
  await turnEnd();
  log.calls[2]?.ack();
  await turnEnd();
  expect(admitted.outcome).toBe('kept');
});

test('a record without acknowledgement is refused at its deadline, whether its call is out or not', async () => {
  const sent = publish('1');
  await turnEnd();
  await time.advance(1_000);
  const queued = publish('2');
  await time.advance(4_000);
  expect([sent.outcome, queued.outcome]).toEqual([expect.objectContaining(refusal), null]);
  await time.advance(1_000);
  expect(queued.outcome).toMatchObject(refusal);
});

test('records refused for being late are not sent, and a late acknowledgement frees the lane', async () => {
  publish('1');
  await turnEnd();
  publish('2');
  await time.advance(5_000);
  const next = publish('3');
  log.calls[0]?.ack();
  await turnEnd();
  log.calls[1]?.ack();
  await turnEnd();
  expect(log.texts()).toEqual([['1'], ['3']]);
  expect(next.outcome).toBe('kept');
});

test('while the log is away what is held stays bounded, also by calls that do not end', async () => {
  start({ heldBytesMax: bytesOf(1) * 2 });
  publish('1');
  await turnEnd();
  publish('2');
  await time.advance(5_000);
  const [admitted, refused] = [publish('3'), publish('4')];
  await turnEnd();
  expect([admitted.outcome, refused.outcome]).toEqual([null, expect.objectContaining(refusal)]);
});

test('one timer watches all deadlines, and none runs while nobody waits', async () => {
  for (let at = 0; at < 10; at += 1) publish(`${at}`);
  await turnEnd();
  expect(time.pausing()).toBe(1);
  log.calls[0]?.ack();
  await time.advance(250);
  expect(time.pausing()).toBe(0);
});

test('closing waits for the answers to what was published, and refuses what comes after', async () => {
  let closed = false;
  const publication = publish('1');
  accumulator.close().then(() => {
    closed = true;
  });
  const late = publish('2');
  await turnEnd();
  expect([closed, late.outcome]).toEqual([false, expect.objectContaining(refusal)]);
  log.calls[0]?.ack();
  await turnEnd();
  expect([closed, publication.outcome]).toEqual([true, 'kept']);
});

test('closing does not wait longer than the last deadline', async () => {
  publish('1');
  await turnEnd();
  const closing = accumulator.close();
  await time.advance(5_000);
  await expect(closing).resolves.toBeUndefined();
});

test('an idle accumulator closes at once', async () => {
  await expect(accumulator.close()).resolves.toBeUndefined();
});

test('the observer is told of every call and every refusal', async () => {
  start({ heldBytesMax: bytesOf(1) * 2 });
  publish('1');
  await turnEnd();
  publish('2');
  publish('3');
  await time.advance(250);
  log.calls[0]?.ack();
  await turnEnd();
  log.calls[1]?.fail(new Error('no leader'));
  await turnEnd();
  expect(observed).toEqual([
    ['refused', 'topic', 'full', 1],
    ['appended', 'topic', 1, 250],
    ['refused', 'topic', 'failed', 1],
  ]);
});
