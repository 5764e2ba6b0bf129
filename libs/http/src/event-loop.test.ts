import { expect, test } from '@jest/globals';
import { restlessLoop, toldLoop } from './busy-loop.fixture.ts';
import { type EventLoop, turnWork } from './event-loop.ts';

const soFar = (loop: EventLoop) => turnWork(loop).soFar;

test('a loop that finds rest is in no hurry, however long one turn takes', () => {
  const { loop, work, rest } = toldLoop();
  const look = turnWork(loop).soFar;
  rest(150);
  work(500);
  rest(100);
  expect(look()).toBe(0);
  work(100);
  expect(look()).toBe(0);
});

test('a loop without rest is as far behind as its turn has worked', () => {
  const { work, look } = restlessLoop(soFar);
  work(7);
  expect(look()).toBe(7);
});

test('time in which others have the processor is no work', () => {
  const { work, starve, look } = restlessLoop(soFar);
  work(7);
  starve(100);
  expect(look()).toBe(7);
});

test('every turn begins anew', () => {
  const { work, endTurn, look } = restlessLoop(soFar);
  work(7);
  endTurn();
  expect(look()).toBe(0);
  work(3);
  expect(look()).toBe(3);
});

test('a loop that rests again is in no hurry any more', () => {
  const { work, rest, endTurn, look } = restlessLoop(soFar);
  endTurn();
  rest(200);
  look();
  work(90);
  expect(look()).toBe(0);
});

test('a loop that rests a little, as it may while some are refused, is restless still', () => {
  const { work, rest, endTurn, look } = restlessLoop(soFar);
  endTurn();
  rest(30);
  work(170);
  look();
  work(5);
  expect(look()).toBe(5);
});

test('what was done since the turn before ended counts as the last turn’s', () => {
  const told = toldLoop();
  const turns = turnWork(told.loop);
  told.work(1_000);
  const look = () => {
    turns.soFar();
    told.endTurn();
    return turns.ofLast();
  };
  const first = look();
  told.work(30);
  told.starve(500);
  expect([first, look()]).toEqual([0, 30]);
});
