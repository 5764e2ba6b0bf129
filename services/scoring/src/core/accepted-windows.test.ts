import { cpuUsage } from 'node:process';
import { isWindowPayload, type WindowPayload } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { acceptedWindows, windowAt } from './accepted-window.fixture.ts';
import { sweeps, windowsOf } from './any-window.fixture.ts';
import { foldBatch } from './fold-batch.ts';
import { motionMemory } from './motion-memory.ts';
import { strokesIn, withPrecedents } from './precedents.ts';
import { type Scoring, scoreSession } from './score-session.ts';
import { batch, signal } from './session-builder.fixture.ts';
import { emptySession, type SessionState, seenMax } from './session-state.ts';
import { addWindow, noWindows } from './window-evidence.ts';

const signalsOf = (windows: readonly WindowPayload[], from = 0) =>
  windows.map((window, at) => ({ ...signal(from + at, 'window'), window }));
const folded = (windows: readonly WindowPayload[]) => foldBatch(null, batch(signalsOf(windows))).state;
/** As if nothing had been found to contradict it: what is left when a check misses something. */
const trusted = (windows: readonly WindowPayload[]): SessionState => ({
  ...emptySession,
  windows: windows.reduce((sum, one) => addWindow(sum, one, false), noWindows),
});

const isSound = ({ points, evidence }: Scoring['reasons'][number]) =>
  Number.isFinite(points) && !/NaN|Infinity|undefined/.test(evidence);

function expectSound(scored: Scoring) {
  expect(Number.isInteger(scored.score)).toBe(true);
  expect(scored.score === 0 || (scored.score >= 10 && scored.score <= 80)).toBe(true);
  expect(scored.reasons.filter((reason) => !isSound(reason))).toEqual([]);
  const sum = scored.reasons.reduce((total, { points }) => total + points, 50);
  if (scored.score > 30 && scored.score < 80) expect(Math.abs(sum - scored.score)).toBeLessThan(1);
  if (scored.score > 0 && scored.score < 30) expect(scored.detectionIds).not.toEqual([]);
}

describe('any window that ingest accepts', () => {
  const some = fc.array(acceptedWindows, { minLength: 1, maxLength: 3 });

  test('is drawn here', () => {
    fc.assert(
      fc.property(acceptedWindows, (window) => expect(isWindowPayload(window)).toBe(true)),
      { seed: 7 },
    );
  });

  test('scores 0 or from 10 to 80, by finite points that add up, with a detection below 30', () => {
    const property = fc.property(some, (windows) => {
      expectSound(scoreSession(folded(windows)));
      expectSound(scoreSession(trusted(windows)));
    });
    fc.assert(property, { seed: 7, numRuns: 600 });
  });

  test.each(['lowest', 'highest'] as const)('with every number at its %s bound, once or often', (bound) => {
    const windows = Array.from({ length: 50 }, () => windowAt(bound));
    for (const state of [folded(windows), trusted(windows), trusted(windows.slice(1))]) {
      expectSound(scoreSession(state));
    }
  });

  test('takes less than 1 ms to judge', () => {
    const state = trusted([windowAt('highest')]);
    for (let warm = 0; warm < 500; warm += 1) scoreSession(state);
    const before = cpuUsage();
    for (let times = 0; times < 500; times += 1) scoreSession(state);
    const { user, system } = cpuUsage(before);
    expect((user + system) / 500).toBeLessThan(1_000);
  });
});

describe('a session', () => {
  const [window] = windowsOf(sweeps(60)) as [WindowPayload];

  test('of very many windows stays small', () => {
    let state: SessionState | null = null;
    for (let at = 0; at < 10_000; at += 500) {
      const windows = Array.from({ length: 500 }, () => window);
      state = foldBatch(state, batch(signalsOf(windows, at))).state;
    }
    expect([state?.seen.length, state?.windows?.windows]).toEqual([seenMax, 10_000]);
    expect(JSON.stringify({ ...state, seen: [] }).length).toBeLessThan(4_000);
  });

  test('goes on from a state stored before there were windows', () => {
    const { state } = foldBatch(
      null,
      batch([signal(1, 'snapshot', { mouse_entropy: 0.7, mouse_moves: 128 })]),
    );
    const { windows, ...old } = JSON.parse(JSON.stringify(state)) as SessionState;
    expect([windows, scoreSession(old).score]).toEqual([undefined, 87]);
    expect(foldBatch(old, batch(signalsOf([window], 9))).state.windows?.windows).toBe(1);
  });

  test('counts a window once however its sequence numbers run, and by its request alone', () => {
    const again = signalsOf([window, { ...window, seq: 99_999 }, window, { ...window, seq: 0 }]);
    const once = foldBatch(null, batch(again)).state;
    expect(foldBatch(once, batch(again.toReversed())).changed).toBe(false);
    expect(once.windows?.windows).toBe(4);
  });

  test('that sends the windows of another under new request ids is a replay', () => {
    const remember = motionMemory();
    const windows = windowsOf(
      Array.from({ length: 9 }, (_, hand) => [
        ...sweeps(39, hand),
        { kind: 'cut', ms: 300, dx: 0, dy: 0, slot: 0 } as const,
      ]).flat(),
    );
    const visit = (session: number) => {
      const batches = [batch(signalsOf(windows, 100 * session))];
      const [told = batch([])] = withPrecedents(batches, remember(session, strokesIn(batches)));
      return scoreSession(foldBatch(null, told).state).detectionIds;
    };
    expect([visit(1).includes(3032), visit(2).includes(3032)]).toEqual([false, true]);
  });
});
