import type { Random } from '../random/seeded.ts';
import type { RecordedEvent } from '../recordings/recording.ts';
import type { Pathfinder } from './motion.ts';
import { pageTask } from './page/task.ts';

/** One kind of attack, and how to make sessions of it. */
export interface Family {
  /** Unique; what `family` of its recordings says. */
  readonly name: string;
  /** Relatives have the same: to leave a family out honestly is to leave out its group. */
  readonly group: string;
  /** Whether it works on a recording of a person; it is then given one. */
  readonly needsHuman: boolean;
  /** One session; parameters are drawn from the source too. `human`: the events of one person's recording. */
  readonly generate: (random: Random, human: readonly RecordedEvent[]) => RecordedEvent[];
}

/** A family of paths: `draw` draws the parameters of one session. Everything else is a page task. */
export function pathFamily(name: string, group: string, draw: (random: Random) => Pathfinder): Family {
  return { name, group, needsHuman: false, generate: (random) => pageTask(random, draw(random)) };
}

/** A family of paths that are made out of a person's. */
export function borrowingFamily(
  name: string,
  group: string,
  draw: (random: Random, human: readonly RecordedEvent[]) => Pathfinder,
): Family {
  const generate: Family['generate'] = (random, human) => pageTask(random, draw(random, human));
  return { name, group, needsHuman: true, generate };
}

/** A family that is no page task of a pointer. */
export function wholeFamily(name: string, group: string, generate: Family['generate']): Family {
  return { name, group, needsHuman: false, generate };
}
