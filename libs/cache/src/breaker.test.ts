import { fakeClock } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { breaker } from './breaker.ts';
import { TimedOut } from './within.ts';

const away = new Error('connection refused');
type Outcome = 'answers' | 'stalls' | 'is away';

/** Each call takes `callMs` of the fake clock when it stalls. */
function open(callMs = 250) {
  const now = fakeClock(1_000);
  const { run } = breaker(now);
  let calls = 0;
  const call = (outcome: Outcome) =>
    run(async () => {
      calls += 1;
      if (outcome === 'answers') return outcome;
      if (outcome === 'is away') throw away;
      now.advance(callMs);
      throw new TimedOut(callMs);
    }).catch((error) => error.code);
  const repeat = async (count: number, outcome: Outcome) => {
    for (let done = 0; done < count; done += 1) await call(outcome);
  };
  return { now, run, call, repeat, calls: () => calls };
}

test('a call passes its answer on', async () => {
  expect(await open().call('answers')).toBe('answers');
});

test('every rejection is SERVICE_UNAVAILABLE with its cause', async () => {
  const outcome = open().run(() => Promise.reject(away));
  await expect(outcome).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: away });
});

test('after five time-outs in a row one call goes through, the next are refused without being made', async () => {
  const { repeat, calls } = open();
  await repeat(5, 'stalls');
  await repeat(20, 'is away');
  expect(calls()).toBe(6);
});

test('an answer in between starts the count anew', async () => {
  const { call, repeat, calls } = open();
  for (const outcome of ['stalls', 'stalls', 'stalls', 'stalls', 'answers', 'stalls'] as const)
    await call(outcome);
  await repeat(2, 'answers');
  expect(calls()).toBe(8);
});

test('a hiccup shorter than 250 ms refuses nobody, however many calls it makes time out', async () => {
  const { call, repeat } = open(12);
  await repeat(20, 'stalls');
  expect(await call('answers')).toBe('answers');
});

test('errors other than time-outs refuse nobody', async () => {
  const { now, call, calls } = open();
  for (let count = 0; count < 20; count += 1) {
    await call('is away');
    now.advance(100);
  }
  expect(calls()).toBe(20);
});

test('one call each 250 ms is let through while the server stalls', async () => {
  const { now, repeat, call, calls } = open(0);
  await repeat(5, 'stalls');
  now.advance(250);
  for (let elapsedMs = 0; elapsedMs < 1_000; elapsedMs += 10) {
    await call('stalls');
    now.advance(10);
  }
  expect(calls()).toBe(5 + 4);
});

test('the first answer lets everybody in again', async () => {
  const { now, call, repeat } = open();
  await repeat(6, 'stalls');
  now.advance(250);
  expect([await call('answers'), await call('answers'), await call('answers')]).toEqual(
    Array(3).fill('answers'),
  );
});
