import { expect, test } from '@jest/globals';
import { type Logger, silentLog } from './logger.ts';
import { type Pause, repeat } from './repeat.ts';

/** Repeats on demand: `tick` ends the pause and resolves once the next one began. */
function repeating(work: () => unknown, log: Logger = silentLog) {
  const pauses: number[] = [];
  let ring = () => {};
  let begun = Promise.withResolvers<void>();
  const pause: Pause = (ms, signal) => {
    pauses.push(ms);
    begun.resolve();
    const rung = Promise.withResolvers<void>();
    ring = rung.resolve;
    signal.addEventListener('abort', () => rung.resolve());
    return rung.promise;
  };
  const { close } = repeat({ name: 'count', everyMs: 5_000, work, log, pause });
  const tick = () => {
    begun = Promise.withResolvers<void>();
    ring();
    return begun.promise;
  };
  return { tick, close, pauses };
}

/** A log that remembers the names told, under the level they were told at. */
function recordingLog() {
  const lines: Record<string, unknown>[] = [];
  const at = (level: string) => (told: object | string) => {
    const { name, ...rest } = told as { readonly name?: string };
    lines.push({ [level]: name, ...rest });
  };
  const log: Logger = { ...silentLog, error: at('error'), info: at('info') };
  return { log, lines };
}

test('the work is done after each pause, not before the first', async () => {
  let runs = 0;
  const { tick, close, pauses } = repeating(async () => ++runs);
  expect(runs).toBe(0);
  await tick();
  await tick();
  expect([runs, pauses]).toEqual([2, [5_000, 5_000, 5_000]]);
  await close();
});

test('no pause begins, and so no second run, while one is at work', async () => {
  const held = Promise.withResolvers<void>();
  const { tick, close, pauses } = repeating(() => held.promise);
  const next = tick();
  await new Promise(setImmediate);
  expect(pauses).toHaveLength(1);
  held.resolve();
  await next;
  expect(pauses).toHaveLength(2);
  await close();
});

test.each([
  ['rejects', () => Promise.reject(new Error('away'))],
  [
    'throws',
    () => {
      throw new Error('away');
    },
  ],
])('a run that %s is logged under its name, and the next one comes', async (_how, work) => {
  let runs = 0;
  const { log, lines } = recordingLog();
  const { tick, close } = repeating(() => {
    runs += 1;
    return work();
  }, log);
  await tick();
  await tick();
  await close();
  expect(lines[0]).toEqual({ error: 'count', err: expect.objectContaining({ message: 'away' }) });
  expect(runs).toBe(2);
});

test('however many runs fail, the log has a line when it begins and one when it is over', async () => {
  let away = false;
  const { log, lines } = recordingLog();
  const { tick, close } = repeating(() => (away ? Promise.reject(new Error('away')) : undefined), log);
  for (const isAway of [false, true, true, true, false, false, true]) {
    away = isAway;
    await tick();
  }
  await close();
  expect(lines.map((line) => Object.keys(line)[0])).toEqual(['error', 'info', 'error']);
});

test('closing waits for the run at work, and starts no other', async () => {
  const held = Promise.withResolvers<void>();
  let [runs, closed] = [0, false];
  const { tick, close } = repeating(() => {
    runs += 1;
    return held.promise;
  });
  void tick();
  await new Promise(setImmediate);
  const closing = close().then(() => {
    closed = true;
  });
  await new Promise(setImmediate);
  expect([runs, closed]).toEqual([1, false]);
  held.resolve();
  await closing;
  expect(runs).toBe(1);
});

test('closing does not wait for the pause, and twice is once', async () => {
  let runs = 0;
  const { close } = repeat({ name: 'count', everyMs: 3_600_000, work: () => ++runs, log: silentLog });
  await Promise.all([close(), close()]);
  expect(runs).toBe(0);
});
