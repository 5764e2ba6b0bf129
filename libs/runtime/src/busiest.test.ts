import { describe, expect, test } from '@jest/globals';
import { busiest } from './busiest.ts';

const minutes = 60_000;

function subject(keysMax: number) {
  let nowMs = 0;
  const { add, readings } = busiest({ keysMax, now: () => nowMs });
  const none = {};
  return {
    add: (key: number, count: number) => add(count, key, none),
    after: (ms: number) => {
      nowMs += ms;
    },
    sums: () => Object.fromEntries(readings('project').map(([sum, { project }]) => [String(project), sum])),
    readings: () => readings('project'),
  };
}

describe('of the keys counted', () => {
  test('a few are all told apart, from their first count', () => {
    const { add, sums } = subject(2);
    for (const key of [7, 8, 7]) add(key, 5);
    expect(sums()).toEqual({ 7: 10, 8: 5 });
  });

  test('those past the limit are one, and nothing is lost', () => {
    const { add, sums } = subject(2);
    for (const key of [1, 2, 3, 4]) add(key, 5);
    expect(sums()).toEqual({ 1: 5, 2: 5, other: 10 });
  });

  test('a busier one takes the place of a quieter one after five minutes, and begins at nothing', () => {
    const { add, sums, after } = subject(2);
    for (const [key, count] of [
      [1, 1],
      [2, 100],
      [3, 50],
    ] as const)
      add(key, count);
    after(5 * minutes);
    sums();
    add(3, 4);
    expect(sums()).toEqual({ 2: 100, 3: 4, other: 50 });
  });

  test('one keeps its place against another that is not twice as busy', () => {
    const { add, sums, after } = subject(1);
    add(1, 100);
    add(2, 199);
    after(5 * minutes);
    expect(sums()).toEqual({ 1: 100, other: 199 });
  });

  test('none is told apart where the limit is none', () => {
    const { add, sums } = subject(0);
    for (const key of [1, 2]) add(key, 1);
    expect(sums()).toEqual({ other: 2 });
  });

  test('no more than eight times as many are watched in one interval; the next is another chance', () => {
    const { add, sums, after } = subject(1);
    for (let key = 1; key <= 9; key += 1) add(key, 1);
    const interval = () => {
      add(10, 1_000);
      after(5 * minutes);
      sums();
      add(10, 7);
      return sums()['10'];
    };
    expect([interval(), interval()]).toEqual([undefined, 7]);
  });

  test('a million take no more room than a few', () => {
    const { add, readings } = subject(3);
    for (let key = 0; key < 1_000_000; key += 1) add(key, 1);
    expect(readings()).toHaveLength(4);
    expect(readings().reduce((total, [sum]) => total + sum, 0)).toBe(1_000_000);
  });
});

test('sums are told apart by their other attributes too', () => {
  const { add, readings } = busiest({ keysMax: 1, now: () => 0 });
  for (const verdict of ['verified', 'definite', 'verified']) add(1, 7, { verdict });
  expect(readings('project')).toEqual([
    [2, { project: '7', verdict: 'verified' }],
    [1, { project: '7', verdict: 'definite' }],
  ]);
});
