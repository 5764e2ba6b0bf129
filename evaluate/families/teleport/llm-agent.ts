import { chance, uniform, whole } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import type { RecordedEvent } from '../../recordings/recording.ts';
import { wholeFamily } from '../family.ts';
import { type Aim, drawAim, drawPage } from '../page/page.ts';
import { jumps, wheels } from '../page/scrolling.ts';
import { Tape } from '../page/tape.ts';
import { constant, instant, type Typing } from '../page/typing.ts';

/** One thing an agent does once its model has answered. */
type Act = (tape: Tape, random: Random) => void;

function click(aim: Aim, page: ReturnType<typeof drawPage>, movesMost: number): Act {
  return (tape, random) => {
    const target = page.next();
    for (let moves = whole(random, chance(random, 0.1) ? 0 : 1, movesMost); moves > 0; moves--) {
      tape.move(aim(random, target), 'm');
      tape.wait(uniform(random, 0, 5));
    }
    tape.button('p');
    tape.wait(uniform(random, 0, 6));
    tape.button('r');
  };
}

/** Text at once: key by key without pause, or two keys and a paste. */
function write(typing: Typing, pastes: boolean): Act {
  return (tape, random) => typing(tape, pastes ? 2 : whole(random, 5, 40), random);
}

/** An agent led by a language model: a move a click, 2 to 10 s between acts, text at once, scrolling in jumps. */
export const llmAgent = wholeFamily('llm-agent', 'teleport', (random): RecordedEvent[] => {
  const page = drawPage(random);
  const tape = new Tape({ pixels: 1, clockMs: 0.1, keepsStill: true }, { x: 0, y: 0 });
  const act = click(drawAim(random), page, chance(random, 0.8) ? 1 : 3);
  const text = write(chance(random, 0.8) ? instant(random) : constant(random), chance(random, 0.3));
  const scrolling = chance(random, 0.7) ? jumps(random) : wheels(random);
  const [shortestMs, longestMs] = [uniform(random, 1_000, 3_000), uniform(random, 4_000, 12_000)];
  let top = 0;
  for (let acts = whole(random, 8, 150); acts > 0; acts--) {
    tape.wait(uniform(random, shortestMs, longestMs));
    const drawn = random();
    if (drawn < 0.6) act(tape, random);
    else if (drawn < 0.8) text(tape, random);
    else top = scrolling(tape, top, random);
  }
  return tape.events;
});
