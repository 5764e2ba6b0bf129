import { describe, expect, test } from '@jest/globals';
import { array, assert, constantFrom, double, integer, oneof, property, tuple } from 'fast-check';
import { limits, parseEvent } from '../recordings/parse-event.ts';
import type { RecordedEvent } from '../recordings/recording.ts';
import { createPlay } from './create-play.ts';
import type { CheckpointResult } from './play.ts';
import { recordingOf, seeing } from './recordings.fixture.ts';

const everything = seeing('pointer', 'presses', 'keys', 'scroll', 'coalesced', 'environment');
const played = (events: readonly RecordedEvent[]) =>
  createPlay(1)(recordingOf(events, everything)) as readonly CheckpointResult[];
const many = (count: number, event: (at: number) => RecordedEvent) =>
  Array.from({ length: count }, (_, at) => event(at));
const { tMs, pixels } = limits;

/** Whatever was played, it was played to its end. */
function expectScores(results: readonly CheckpointResult[]): void {
  expect(results.at(-1)?.after).toBe('end');
  for (const { score } of results) expect(Number.isInteger(score) && score >= 0 && score <= 99).toBe(true);
}

describe('a recording that nobody would make is played all the same', () => {
  test.each<[string, readonly RecordedEvent[]]>([
    ['a hundred thousand moves at one moment', many(100_000, (at) => [0, 'm', at % 999, 1])],
    ['a hundred thousand keys at one moment', many(200_002, (at) => [0, at % 2 === 0 ? 'k' : 'u', 'a'])],
    ['a hundred thousand presses at one moment', many(200_002, (at) => [9, at % 2 ? 'r' : 'p', 1, 1])],
    ['a hundred thousand samples', many(100_001, () => [0, 'c', limits.samples])],
    ['a hundred thousand turns of a wheel', many(100_001, () => [0, 'w', -pixels, 2])],
    ['a week without an event between two moves', [0, 1, 2].map((day) => [(day * tMs) / 2, 'm', day, day])],
    ['a week hidden', [[0, 'h', 1] as const, [tMs, 'h', 0] as const, [tMs, 'm', 1, 1] as const]],
    ['a key and a button held for a week', [...many(1, () => [0, 'k', 1]), [0, 'p', 1, 1], [tMs, 'r', 1, 1]]],
    ['leaps across all there is', many(500, (at) => [at * 17, 'm', at % 2 ? pixels : -pixels, -pixels])],
    ['scrolling across all there is', many(500, (at) => [at, 's', at % 2 ? pixels : -pixels])],
    ['fractions of pixels and of ms', many(500, (at) => [at / 3, 'm', at / 7, -at / 9])],
    ['moves within a billionth of a frame', many(500, (at) => [16.66 + at * 1e-9, 'm', at * 99, 0])],
    ['one place', many(500, (at) => [at * 17, 'm', 0, 0])],
    ['touches that never end', many(500, (at) => [at, 't', -at / 3, at, null, 0])],
  ])('%s', (_, events) => {
    expectScores(played(events));
  });

  const time = oneof(
    double({ min: 0, max: 60, noNaN: true }),
    double({ min: 0, max: tMs / 40, noNaN: true }),
  );
  const place = oneof(integer({ min: -50, max: 50 }), double({ min: -pixels, max: pixels, noNaN: true }));
  const kind = constantFrom<RecordedEvent[1]>(
    ...(['m', 'm', 'm', 'd', 'p', 'r', 'c', 'k', 'u', 's', 'w', 't', 'v', 'e', 'h'] as const),
  );

  test('anything the reader takes, in any order', () => {
    const any = array(tuple(time, kind, place, place), { maxLength: 40 }).map((steps) => {
      let t = 0;
      return steps.map(([ms, of, x, y]) => {
        t = Math.min(tMs, t + ms);
        return parseEvent([t, of, ...fieldsOf(of, x, y)], 0);
      });
    });
    assert(
      property(any, (events) => expectScores(played(events))),
      { numRuns: 200, seed: 1 },
    );
  });
});

function fieldsOf(kind: RecordedEvent[1], x: number, y: number): readonly unknown[] {
  if (kind === 'c') return [Math.min(limits.samples, Math.abs(Math.round(x)))];
  if (kind === 'k' || kind === 'u') return [Math.round(x) % 7];
  if (kind === 's') return [y];
  if (kind === 'w') return [y, Math.abs(Math.round(x)) % 3];
  if (kind === 'h') return [x > 0 ? 1 : 0];
  return [x, y];
}
