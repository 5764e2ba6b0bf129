import { chance, logUniform, whole } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import type { RecordedEvent } from '../../recordings/recording.ts';
import type { Family } from '../family.ts';
import { moved } from './moved.ts';

/** A stretch of a person's recording, from its beginning or from anywhere. */
export function stretch(random: Random, human: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const length = Math.round(logUniform(random, 200, 3_000));
  const latest = Math.max(0, human.length - length);
  const begin = chance(random, 0.5) ? 0 : whole(random, 0, latest);
  return human.slice(begin, begin + length);
}

/** A recording of a person, played again as it was. */
export const replayExact: Family = {
  name: 'replay-exact',
  group: 'replay',
  needsHuman: true,
  generate: (random, human) => {
    const part = stretch(random, human);
    const beganAt = part[0]?.[0] ?? 0;
    return part.map((event) => moved(event, { t: event[0] - beganAt, dx: 0, dy: 0 }));
  },
};
