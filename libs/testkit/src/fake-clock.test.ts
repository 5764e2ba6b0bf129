import { expect, test } from '@jest/globals';
import { fakeClock } from './fake-clock.ts';

test('time moves only when told to', () => {
  const clock = fakeClock(1_000);
  expect(clock()).toBe(1_000);
  clock.advance(500);
  expect(clock()).toBe(1_500);
});
