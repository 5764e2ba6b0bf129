import { expect, test } from '@jest/globals';
import { timeInExcess } from './clock-check.ts';
import { emptySession } from './session-state.ts';
import { addWindow, noWindows } from './window-evidence.ts';

const hour = 3_600_000;
const window = (span_ms: number) => ({ v: 1, seq: 0, at_ms: 0, span_ms, sketch: [] }) as const;
const session = (windows: number, span: number, wallMs: number) => ({
  ...emptySession,
  windows: Array.from({ length: windows }, () => window(span)).reduce(
    (sum, one) => addWindow(sum, one, false),
    noWindows,
  ),
  firstAtMs: 1_000,
  lastAtMs: 1_000 + wallMs,
});

test.each([
  ['an hour of input accepted within a minute is too much', session(720, 5_000, 60_000), true],
  ['an hour of input accepted within an hour is not', session(720, 5_000, hour), false],
  ['two windows side by side for an hour are not', session(1_440, 5_000, hour), false],
  ['ten minutes of input that waited for a network are not', session(120, 5_000, 0), false],
  ['a window in which nothing happened for a night is not', session(1, 8 * hour, 0), false],
  ['a session without windows has none', emptySession, false],
])('%s', (_, state, expected) => {
  expect(timeInExcess(state) > 0).toBe(expected);
});
