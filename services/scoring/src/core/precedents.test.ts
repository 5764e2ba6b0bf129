import { describe, expect, test } from '@jest/globals';
import { sweeps, windowsOf } from './any-window.fixture.ts';
import { changeSession } from './change-session.ts';
import { motionMemory } from './motion-memory.ts';
import { strokesIn, withPrecedents } from './precedents.ts';
import { isReplay } from './replay.ts';
import { batch, signal } from './session-builder.fixture.ts';

const cut = { kind: 'cut', ms: 3, dx: 0, dy: 0, slot: 0 } as const;
/** What the browser script sends of a motion, cut after so many moves. */
const batchesOf = (hand: number, cutAfter: number) =>
  windowsOf(sweeps(400, hand).toSpliced(cutAfter, 0, cut)).map((window, at) =>
    batch([signal(at * 2, 'mouse'), { ...signal(at * 2 + 1, 'window'), window }]),
  );
/** Sessions played one after the other on one memory. */
const played = (sessions: readonly (readonly [hand: number, cutAfter: number])[]) => {
  const remember = motionMemory();
  return sessions.map(([hand, cutAfter], session) => {
    const batches = batchesOf(hand, cutAfter);
    const compared = withPrecedents(batches, remember(session, strokesIn(batches)));
    const { windows } = changeSession(null, compared).state;
    return { compared: windows?.compared ?? 0, shared: windows?.shared ?? 0 };
  });
};

describe('sessions played one after the other', () => {
  test('are replays from the second use of a motion on, wherever their windows were cut', () => {
    const sessions = played([
      [0, 100],
      [3, 100],
      [0, 137],
      [0, 5],
    ]);
    expect(sessions.map(isReplay)).toEqual([false, false, true, true]);
  });

  test('keep to each window its own answers, and windows beyond the answers unasked', () => {
    const batches = batchesOf(0, 200);
    const strokes = strokesIn(batches);
    const some = strokes.slice(1).map((_, at) => [at]);
    const signals = withPrecedents(batches, some).flatMap((one) => one.signals);
    expect(signals.flatMap(({ precedents = [] }) => precedents)).toEqual(some);
    expect(signals.filter(({ type }) => type === 'mouse').every(({ precedents }) => !precedents)).toBe(true);
  });
});
