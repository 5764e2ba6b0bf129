import { type Layers, Reducer, Windows } from '@botect/browser';
import type { WindowPayload } from '@botect/contracts';
import { foldBatch } from './fold-batch.ts';
import { type Scoring, scoreSession } from './score-session.ts';
import { batch, signal } from './session-builder.fixture.ts';
import type { SessionState } from './session-state.ts';

export const everyLayer: Layers = {
  pointer: true,
  presses: true,
  keys: true,
  scroll: true,
  wheel: true,
  touch: true,
  coalesced: true,
  dispatch: true,
};

/** The state after one window in which `act` did what it does to the page's reducer. */
export function stateAfter(act: (page: Reducer) => void, layers: Layers = everyLayer): SessionState {
  const page = new Reducer(layers, 1);
  act(page);
  const window = new Windows(page).peek(60_000) as unknown as WindowPayload;
  return foldBatch(null, batch([{ ...signal(1, 'window'), window }])).state;
}

export function scoreAfter(act: (page: Reducer) => void, layers: Layers = everyLayer): Scoring {
  return scoreSession(stateAfter(act, layers));
}

/** Presses and releases keys: `hold` and `gap` give the ms of each by its number. */
export function typing(count: number, hold: (n: number) => number, gap: (n: number) => number) {
  return (page: Reducer) => {
    const keys: (readonly [t: number, key: number, down: boolean])[] = [];
    let t = 1_000;
    for (let n = 0; n < count; n += 1) {
      keys.push([t, n, true], [t + hold(n), n, false]);
      t += gap(n);
    }
    for (const [at, key, down] of keys.sort(([a], [b]) => a - b)) {
      if (down) page.keyDown(at, key);
      else page.keyUp(at, key);
    }
  };
}

/** Clicks so many times, each after `moves` moves, held for `ms`. */
export function clicking(count: number, moves: number, ms: number) {
  return (page: Reducer) => {
    for (let n = 0; n < count; n += 1) {
      const t = 1_000 + n * 2_000;
      for (let at = 0; at < moves; at += 1) page.move(t + at * 17, 100 + at * (5 + n), 200 + ((at * at) % 7));
      page.press(t + moves * 17 + 120);
      page.release(t + moves * 17 + 120 + ms);
    }
  };
}

/** A straight line at constant speed, drawn back and forth. */
export function ruling(moves: number) {
  return (page: Reducer) => {
    for (let n = 0; n < moves; n += 1) {
      const leg = Math.floor(n / 30);
      const along = n % 30;
      page.move(1_000 + n * 16.7 + leg * 400, leg % 2 === 0 ? 10 * along : 300 - 10 * along, 5 * along);
    }
  };
}
