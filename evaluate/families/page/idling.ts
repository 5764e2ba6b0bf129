import { chance, exponential, sign, uniform, weighted } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import type { Tape } from './tape.ts';

/** Lets the time pass until `untilMs`, with whatever the pointer does meanwhile. */
export type Idling = (tape: Tape, untilMs: number, random: Random) => void;

const still: Idling = (tape, untilMs) => tape.waitUntil(untilMs);

/** A hand on the mouse: now and then a pixel. */
function tremor(random: Random): Idling {
  const meanMs = uniform(random, 80, 600);
  return (tape, untilMs, now) => {
    for (let t = tape.now + exponential(now, meanMs); t < untilMs; t += 16 + exponential(now, meanMs)) {
      tape.waitUntil(t);
      const isAcross = chance(now, 0.5);
      tape.move({ x: tape.x + (isAcross ? sign(now) : 0), y: tape.y + (isAcross ? 0 : sign(now)) }, 'm');
    }
    tape.waitUntil(untilMs);
  };
}

/** A hand that settles: a few pixels, ever slower. */
function drift(random: Random): Idling {
  const reach = uniform(random, 1, 8);
  return (tape, untilMs, now) => {
    const angle = uniform(now, 0, 2 * Math.PI);
    const { x, y, now: startMs } = tape;
    const lengthMs = Math.min(untilMs - startMs, uniform(now, 100, 700));
    for (let t = 17; t < lengthMs; t += 16.7) {
      const gone = reach * (1 - Math.exp((-3 * t) / lengthMs));
      tape.waitUntil(startMs + t);
      tape.move({ x: x + gone * Math.cos(angle), y: y + gone * Math.sin(angle) }, 'm');
    }
    tape.waitUntil(untilMs);
  };
}

export function drawIdling(random: Random): Idling {
  return weighted(random, [
    [4, () => still],
    [2, tremor],
    [2, drift],
  ])(random);
}
