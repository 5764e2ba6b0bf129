import { chance, normal, pick, uniform, whole } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import { type Family, wholeFamily } from '../family.ts';
import type { Point } from '../motion.ts';
import { Tape } from '../page/tape.ts';
import { drawPause } from '../page/waits.ts';

/** One gesture; answers how far the page has scrolled by it. */
type Gesture = (tape: Tape, random: Random) => number;

const [width, height] = [390, 780];
const anywhere = (random: Random): Point => ({
  x: uniform(random, 20, width - 20),
  y: uniform(random, 80, height - 80),
});

/** As `dispatchTouchEvent` says when told nothing: a contact of the same size and force always. */
function contact(random: Random): readonly [radius: number, force: number] {
  return [pick(random, [1, 0, 10, 11.5]), pick(random, [1, 0, 0.5])];
}

function tap(random: Random): Gesture {
  const [same, longestMs] = [contact(random), pick(random, [2, 10, 60, 150])];
  return (tape, now) => {
    const at = anywhere(now);
    tape.touch('t', at, same);
    tape.wait(longestMs * (0.9 + 0.1 * now()));
    tape.touch('e', at, same);
    return 0;
  };
}

/** In equal steps on a straight line, upright or a little aslant. */
function swipe(random: Random): Gesture {
  const [same, steps, gapMs] = [contact(random), whole(random, 3, 30), uniform(random, 1, 20)];
  const [reach, aslant] = [uniform(random, 150, 600), chance(random, 0.6) ? 0 : uniform(random, 0, 40)];
  const eased = chance(random, 0.4);
  return (tape, now) => {
    const from = { x: uniform(now, 100, 290), y: height - 100 };
    const by = { x: aslant * normal(now), y: -reach };
    const at = (share: number) => ({ x: from.x + by.x * share, y: from.y + by.y * share });
    tape.touch('t', from, same);
    for (let i = 1; i <= steps; i++) {
      tape.wait(gapMs);
      tape.touch('v', at(eased ? (i / steps) * (2 - i / steps) : i / steps), same);
    }
    tape.touch('e', at(1), same);
    return reach;
  };
}

function touches(name: string, draw: (random: Random) => Gesture): Family {
  return wholeFamily(name, 'touch', (random) => {
    const tape = new Tape(
      { pixels: chance(random, 0.5) ? 1 : 0.01, clockMs: 0.1, keepsStill: true },
      { x: 0, y: 0 },
    );
    const [gesture, pause] = [draw(random), drawPause(random)];
    let top = 0;
    for (let times = whole(random, 6, 60); times > 0; times--) {
      const by = gesture(tape, random);
      top += by;
      tape.wait(uniform(random, 1, 16));
      if (by > 0) tape.scroll(top);
      tape.wait(20 + pause(random));
    }
    return tape.events;
  });
}

export const touchTaps = touches('touch-taps', tap);
export const touchSwipes = touches('touch-swipes', swipe);
