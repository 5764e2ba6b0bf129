import {
  chance,
  logNormal,
  logUniform,
  normal,
  uniform,
  weighted,
  whole,
} from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import type { Tape } from './tape.ts';

/** Types this many keys. */
export type Typing = (tape: Tape, keys: number, random: Random) => void;

/** How long a key is held, and from its press to the next one's; both in milliseconds. */
interface Rhythm {
  readonly hold: (random: Random) => number;
  readonly beat: (random: Random) => number;
}

const slots = 40;

/** Keys go down at the beat and up after the hold, before the next one goes down unless `rollsOver`. */
function typed({ hold, beat }: Rhythm, rollsOver: boolean): Typing {
  return (tape, keys, random) => {
    const strokes: { t: number; kind: 'k' | 'u'; slot: number }[] = [];
    let down = tape.now;
    for (let i = 0; i < keys; i++) {
      const slot = whole(random, 0, slots - 1);
      const up = down + Math.max(0, hold(random));
      strokes.push({ t: down, kind: 'k', slot }, { t: up, kind: 'u', slot });
      down = Math.max(down + Math.max(0, beat(random)), rollsOver ? 0 : up);
    }
    for (const { t, kind, slot } of strokes.sort((a, b) => a.t - b.t)) {
      tape.waitUntil(t);
      tape.key(kind, slot);
    }
  };
}

/** What drivers do unless told otherwise: 0 to 3 ms down, 0.3 to 10 ms from press to press, as measured on live runs. */
export function instant(random: Random): Typing {
  const slowest = uniform(random, 1, 7);
  return typed({ hold: (now) => uniform(now, 0, 3), beat: (now) => uniform(now, 0.3, 3 + slowest) }, false);
}

/** With `delay`: that long down, within 3 %, and the same from press to press. */
export function constant(random: Random): Typing {
  const delay = logUniform(random, 15, 250);
  const about = (now: Random) => delay * (1 + 0.03 * (2 * now() - 1));
  const hold = chance(random, 0.5) ? about : (now: Random) => uniform(now, 0, 3);
  return typed({ hold, beat: (now) => about(now) + uniform(now, 0, 2) }, false);
}

/** `delay: random(a, b)`. */
export function even(random: Random): Typing {
  const [from, to] = [uniform(random, 10, 100), uniform(random, 110, 350)];
  const [shortest, longest] = chance(random, 0.6)
    ? [uniform(random, 10, 60), uniform(random, 70, 200)]
    : [0, 3];
  const hold = (now: Random) => uniform(now, shortest, longest);
  return typed({ hold, beat: (now) => hold(now) + uniform(now, from, to) }, false);
}

/** Normally distributed holds and gaps; a finger never comes down before another goes up. */
export function bell(random: Random): Typing {
  const [hold, holdSpread] = [uniform(random, 50, 130), uniform(random, 5, 30)];
  const [gap, gapSpread] = [uniform(random, 40, 200), uniform(random, 5, 60)];
  const holds = (now: Random) => Math.max(1, hold + holdSpread * normal(now));
  return typed({ hold: holds, beat: (now) => hold + Math.max(1, gap + gapSpread * normal(now)) }, false);
}

/** People's medians and spreads, with rollover: what a careful program does. */
export function peoples(random: Random): Typing {
  const [hold, beat] = [uniform(random, 70, 140), uniform(random, 110, 350)];
  const [holdSpread, beatSpread] = [uniform(random, 0.2, 0.4), uniform(random, 0.3, 0.8)];
  const holds = (now: Random) => logNormal(now, hold, holdSpread);
  return typed({ hold: holds, beat: (now) => Math.max(25, logNormal(now, beat, beatSpread)) }, true);
}

export function drawTyping(random: Random): Typing {
  return weighted(random, [
    [3, instant],
    [2, constant],
    [2, even],
    [1, bell],
    [1, peoples],
  ])(random);
}
