import { chance, uniform, whole } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import { type Family, wholeFamily } from '../family.ts';
import { glides, jumps, type Scrolling, wheels } from '../page/scrolling.ts';
import { Tape } from '../page/tape.ts';
import { drawPause } from '../page/waits.ts';

/** A reader that does nothing but scroll: crawlers that load what comes later, bots that feign to read. */
function scrolls(name: string, draw: (random: Random) => Scrolling): Family {
  return wholeFamily(name, 'scroll', (random) => {
    const tape = new Tape(
      { pixels: 1, clockMs: chance(random, 0.5) ? 1 : 0.1, keepsStill: false },
      { x: 0, y: 0 },
    );
    const [scrolling, pause] = [draw(random), drawPause(random)];
    let top = 0;
    tape.wait(uniform(random, 100, 3_000));
    for (let times = whole(random, 5, 80); times > 0; times--) {
      top = scrolling(tape, top, random);
      tape.wait(10 + pause(random));
    }
    return tape.events;
  });
}

export const scrollJumps = scrolls('scroll-jumps', jumps);
export const scrollWheels = scrolls('scroll-wheels', wheels);
export const scrollGlides = scrolls('scroll-glides', glides);
