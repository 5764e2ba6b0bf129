import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { TimedOut, within } from './within.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('an answer in time is passed on, and no timer is left', async () => {
  expect(await within(100, Promise.resolve('answer'))).toBe('answer');
  expect(jest.getTimerCount()).toBe(0);
});

test('a rejection in time is passed on', async () => {
  await expect(within(100, Promise.reject(new Error('refused')))).rejects.toThrow('refused');
});

test('no answer in time rejects with TimedOut', async () => {
  const outcome = expect(within(100, new Promise(() => {}))).rejects.toThrow(new TimedOut(100));
  await jest.advanceTimersByTimeAsync(101);
  await outcome;
});

test('an answer that came while our own event loop stood still is taken', async () => {
  const late = Promise.withResolvers<string>();
  const outcome = within(100, late.promise);
  jest.advanceTimersByTime(100);
  late.resolve('answer');
  expect(await outcome).toBe('answer');
});
