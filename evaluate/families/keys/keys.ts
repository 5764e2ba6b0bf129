import { chance, uniform, whole } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import { type Family, wholeFamily } from '../family.ts';
import { drawPage } from '../page/page.ts';
import { Tape } from '../page/tape.ts';
import { bell, constant, even, instant, type Typing } from '../page/typing.ts';
import { drawHold, drawPause } from '../page/waits.ts';

/** Fills in forms: into each field by a click or without one, then the text. */
function types(name: string, draw: (random: Random) => Typing): Family {
  return wholeFamily(name, 'keys', (random) => {
    const page = drawPage(random);
    const precision = { pixels: 1, clockMs: chance(random, 0.5) ? 1 : 0.1, keepsStill: false };
    const tape = new Tape(precision, { x: 0, y: 0 });
    const [typing, pause, hold] = [draw(random), drawPause(random), drawHold(random)];
    const clicks = chance(random, 0.6);
    for (let fields = whole(random, 2, 12); fields > 0; fields--) {
      if (clicks) {
        tape.move(page.next(), 'm');
        tape.button('p');
        tape.wait(hold(random));
        tape.button('r');
      }
      tape.wait(uniform(random, 1, 50));
      typing(tape, whole(random, 6, 40), random);
      tape.wait(pause(random));
    }
    return tape.events;
  });
}

export const keysInstant = types('keys-instant', instant);
export const keysConstant = types('keys-constant', constant);
export const keysUniform = types('keys-uniform', even);
export const keysNormal = types('keys-normal', bell);
