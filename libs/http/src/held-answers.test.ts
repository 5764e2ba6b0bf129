import { expect, test } from '@jest/globals';
import { heldAnswers, letInWait, refusalWait, type Wait } from './held-answers.ts';

const tickMs = 50;

function holding(most: number, wait: Wait = refusalWait) {
  const due: (() => void)[] = [];
  const held = heldAnswers({
    most: () => most,
    after: (_ms, run) => void due.push(run),
  });
  const sent: string[] = [];
  return {
    sent,
    timers: due,
    hold: (name: string) => held.hold(() => sent.push(name), wait),
    release: held.release,
    pass(ms: number) {
      for (let passed = 0; passed < ms; passed += tickMs) due.shift()?.();
    },
  };
}

const names = Array.from({ length: 40 }, (_, at) => `${at}`);

test.each([
  ['refusals', undefined, 500, 1_500],
  ['those who are let in', letInWait, 250, 750],
])('%s go out after their wait, each once', (_who, wait, fromMs, toMs) => {
  const { sent, hold, pass } = holding(100, wait);
  for (const name of names) hold(name);
  pass(fromMs - tickMs);
  expect(sent).toEqual([]);
  pass(toMs - fromMs + tickMs);
  expect(sent.toSorted()).toEqual(names.toSorted());
  pass(3_000);
  expect(sent.length).toBe(names.length);
});

test('those of one moment go out one after the other', () => {
  const { sent, hold, pass } = holding(100);
  for (const name of names) hold(name);
  const each = Array.from({ length: 30 }, () => {
    const before = sent.length;
    pass(tickMs);
    return sent.length - before;
  });
  expect(Math.max(...each)).toBe(2);
});

test('where there is no room answers go out at once, until there is again', () => {
  const { sent, hold, pass } = holding(1);
  for (const name of ['a', 'b']) hold(name);
  expect(sent).toEqual(['b']);
  pass(1_500);
  hold('c');
  expect(sent).toEqual(['b', 'a']);
});

test('nothing ticks while nothing is held', () => {
  const { hold, pass, timers } = holding(1);
  const idle = timers.length;
  hold('a');
  pass(1_500);
  expect([idle, timers.length]).toEqual([0, 0]);
});

test('released, all go out at once, and so do later ones', () => {
  const { sent, hold, release } = holding(10);
  hold('a');
  release();
  hold('b');
  expect(sent).toEqual(['a', 'b']);
});
