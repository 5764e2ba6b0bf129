import { expect, test } from '@jest/globals';
import { typing } from './human-motion.ts';
import { seededRandom } from './seeded-random.ts';
import { scriptOf } from './timeline.ts';

const sleeps = (script: string) => [...script.matchAll(/^sleep (\S+)$/gm)].map(([, s]) => Number(s) * 1_000);

test('gestures become lines in the order of their times, with the time between slept', () => {
  const script = scriptOf([
    { at: 30, command: 'mouseup 1' },
    { at: 0, command: 'mousemove 1 1' },
    { at: 10, command: 'mousedown 1' },
  ]);
  expect(script.split('\n').filter((line) => !line.startsWith('sleep'))).toEqual([
    'mousemove 1 1',
    'mousedown 1',
    'mouseup 1',
    '',
  ]);
  expect(sleeps(script)).toEqual([expect.closeTo(10, 0), expect.closeTo(20, 0)]);
});

test('many gestures at once do not delay what follows: the pauses take up the time they used', () => {
  const burst = Array.from({ length: 100 }, () => ({ at: 0, command: 'mousemove 1 1' }));
  const slept = sleeps(scriptOf([...burst, { at: 50, command: 'click 1' }]));
  expect(slept).toEqual([expect.closeTo(35, 0)]);
});

test('a typed key comes up after it went down, before it goes down again, and some overlap their neighbours', () => {
  const { gestures } = typing('hello from afar', 0, seededRandom(5));
  const held = new Set<string>();
  let overlaps = 0;
  for (const { command } of gestures.toSorted((a, b) => a.at - b.at)) {
    const [what = '', , , key = ''] = command.split(' ');
    expect(held.has(key)).toBe(what === 'keyup');
    if (what === 'keydown' && held.size > 0) overlaps += 1;
    if (what === 'keydown') held.add(key);
    else held.delete(key);
  }
  expect([held.size, overlaps > 0]).toEqual([0, true]);
});
