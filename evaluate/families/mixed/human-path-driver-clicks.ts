import { chance, uniform, whole } from '../../random/distributions.ts';
import type { RecordedEvent } from '../../recordings/recording.ts';
import type { Family } from '../family.ts';
import { Tape } from '../page/tape.ts';
import { constant, even, instant, type Typing } from '../page/typing.ts';
import { stretch } from '../replay/replay-exact.ts';

/** A press and release of 0 to 11 ms where the person pressed, then sometimes text. */
function press(tape: Tape, random: () => number, typing: Typing): void {
  tape.button('p');
  tape.wait(uniform(random, 0, 11));
  tape.button('r');
  if (!chance(random, 0.3)) return;
  tape.wait(uniform(random, 1, 200));
  typing(tape, whole(random, 4, 20), random);
}

/** A driver that moves as a recorded person did, but clicks and types as drivers do. */
export const humanPathDriverClicks: Family = {
  name: 'human-path-driver-clicks',
  group: 'driver-events',
  needsHuman: true,
  generate: (random, human): RecordedEvent[] => {
    const [typing, slower] = [
      chance(random, 0.5) ? instant(random) : chance(random, 0.5) ? constant(random) : even(random),
      uniform(random, 0.8, 1.2),
    ];
    const tape = new Tape(
      { pixels: 1, clockMs: chance(random, 0.5) ? 1 : 0.1, keepsStill: false },
      { x: -1, y: -1 },
    );
    const tellsSamples = chance(random, 0.5) ? 1 : undefined;
    const part = stretch(random, human);
    let lastMs = part[0]?.[0] ?? 0;
    for (const event of part) {
      tape.wait((event[0] - lastMs) * slower);
      lastMs = event[0];
      if (event[1] === 'm' || event[1] === 'd') tape.move({ x: event[2], y: event[3] }, 'm', tellsSamples);
      if (event[1] === 'p') press(tape, random, typing);
    }
    return tape.events;
  },
};
