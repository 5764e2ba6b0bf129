import { chance, exponential, pick, uniform, weighted, whole } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import type { Tape } from './tape.ts';

/** Scrolls once, from here: answers where the page then is. */
export type Scrolling = (tape: Tape, top: number, random: Random) => number;

/** `window.scrollTo`: one event, no wheel. */
export function jumps(random: Random): Scrolling {
  const step = chance(random, 0.5) ? pick(random, [500, 600, 800, 1_000]) : uniform(random, 200, 1_500);
  return (tape, top, now) => {
    const to = Math.max(0, top + (chance(now, 0.85) ? step : -step));
    tape.scroll(to);
    return to;
  };
}

/** `mouse.wheel` again and again by the same amount, one scroll each. */
export function wheels(random: Random): Scrolling {
  const delta = pick(random, [100, 120, 53, 240, 500]);
  const gapMs = uniform(random, 5, 200);
  const spread = chance(random, 0.5) ? 0 : uniform(random, 0, 0.8);
  return (tape, top, now) => {
    let to = top;
    for (let notches = whole(now, 1, 8); notches > 0; notches--) {
      tape.wheel(delta);
      tape.wait(uniform(now, 2, 16));
      to += delta;
      tape.scroll(to);
      tape.wait(gapMs * (1 - spread) + exponential(now, gapMs * spread + 0.1));
    }
    return to;
  };
}

/** `behavior: 'smooth'`, or a loop of small steps each frame: no wheel either. */
export function glides(random: Random): Scrolling {
  const step = uniform(random, 3, 60);
  return (tape, top, now) => {
    const frames = whole(now, 10, 60);
    let to = top;
    for (let frame = 1; frame <= frames; frame++) {
      tape.wait(16.7);
      to += step;
      tape.scroll(to);
    }
    return to;
  };
}

export function drawScrolling(random: Random): Scrolling {
  return weighted(random, [
    [2, jumps],
    [3, wheels],
    [1, glides],
  ])(random);
}
