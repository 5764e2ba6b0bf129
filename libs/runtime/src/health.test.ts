import { describe, expect, jest, test } from '@jest/globals';
import { healthBoard } from './health.ts';

const runningBoard = () => {
  const board = healthBoard();
  board.started();
  return board;
};

describe('a process is ready', () => {
  test('only after it has started', async () => {
    const board = healthBoard();
    expect(await board.readiness()).toEqual({ ready: false, state: 'starting', checks: {} });
    board.started();
    expect(await board.readiness()).toEqual({ ready: true, state: 'running', checks: {} });
  });

  test('only while every check passes', async () => {
    const board = runningBoard();
    board.check('redis', async () => {});
    board.check('kafka', () => Promise.reject(new Error('no broker answers')));
    board.check('odd', () => Promise.reject('text'));
    const checks = { redis: 'ok', kafka: 'no broker answers', odd: 'failed' };
    expect(await board.readiness()).toEqual({ ready: false, state: 'running', checks });
  });

  test('never again once it drains, even if its start ends later', async () => {
    const board = healthBoard();
    board.drain();
    board.started();
    expect(await board.readiness()).toMatchObject({ ready: false, state: 'draining' });
  });
});

test('a part that is only watched is told of, and keeps nobody from being ready', async () => {
  const board = runningBoard();
  board.check('bus', async () => {});
  board.watch('cache', () => Promise.reject(new Error('away')));
  expect([...(await board.dependencies())].toSorted()).toEqual([
    ['bus', true],
    ['cache', false],
  ]);
  expect(await board.readiness()).toEqual({ ready: true, state: 'running', checks: { bus: 'ok' } });
});

test('a check without an answer fails after a second', async () => {
  jest.useFakeTimers();
  const board = runningBoard();
  board.check('postgres', () => new Promise(() => {}));
  const readiness = board.readiness();
  jest.advanceTimersByTime(1000);
  expect((await readiness).checks).toEqual({ postgres: 'no answer in 1000 ms' });
  jest.useRealTimers();
});

test('a check that throws at once fails like any other', async () => {
  const board = runningBoard();
  board.check('broken', () => {
    throw new Error('at once');
  });
  expect((await board.readiness()).checks).toEqual({ broken: 'at once' });
});
