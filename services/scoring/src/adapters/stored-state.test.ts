import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyHappenings, windowsOf } from '../core/any-window.fixture.ts';
import { emptySession, type SessionState } from '../core/session-state.ts';
import { addWindow, noWindows } from '../core/window-evidence.ts';
import { compactState, completeState } from './stored-state.ts';

const sessionOf = (happenings: Parameters<typeof windowsOf>[0]): SessionState => ({
  ...emptySession,
  windows: windowsOf(happenings).reduce((sum, window) => addWindow(sum, window, false), noWindows),
});
const viaJson = (state: SessionState) => completeState(JSON.parse(JSON.stringify(compactState(state))));

test('a session comes back from its stored form as it was', () => {
  const property = fc.property(anyHappenings, (happenings) => {
    const state = sessionOf(happenings);
    expect(viaJson(state)).toEqual(state);
  });
  fc.assert(property, { numRuns: 50, seed: 3 });
});

test('a session stored before there were windows comes back without', () => {
  expect(viaJson(emptySession)).toEqual(emptySession);
});

test('a field that was not counted when the session was stored is 0', () => {
  const stored = { ...emptySession, windows: { windows: 3, counts: { scroll: {} } } };
  const { windows } = completeState(stored as unknown as SessionState);
  expect([windows?.counts.scroll?.burst_events, windows?.alike]).toEqual([[0, 0, 0, 0, 0, 0], {}]);
});

test('a session in which little happened is stored in little', () => {
  const state = sessionOf([{ kind: 'move', ms: 20, dx: 1, dy: 1, slot: 0 }]);
  expect(JSON.stringify(compactState(state).windows).length).toBeLessThan(500);
});
