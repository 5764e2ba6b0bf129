import { chance, normal, uniform, whole } from '../../random/distributions.ts';
import type { RecordedEvent } from '../../recordings/recording.ts';
import type { Family } from '../family.ts';
import { moved } from './moved.ts';
import { stretch } from './replay-exact.ts';

/** A recording of a person, played elsewhere on the page, faster or slower, every point and time pushed a little. */
export const replayJitter: Family = {
  name: 'replay-jitter',
  group: 'replay',
  needsHuman: true,
  generate: (random, human) => {
    const part = stretch(random, human);
    const [shiftX, shiftY] = chance(random, 0.5)
      ? [0, 0]
      : [whole(random, -200, 200), whole(random, -100, 100)];
    const [push, lateMs, slower] = [
      uniform(random, 0.2, 2.5),
      uniform(random, 0, 4),
      uniform(random, 0.85, 1.2),
    ];
    const rounds = chance(random, 0.8);
    const events: RecordedEvent[] = [];
    const beganAt = part[0]?.[0] ?? 0;
    let t = 0;
    for (const event of part) {
      t = Math.max(t, (event[0] - beganAt) * slower + Math.abs(lateMs * normal(random)));
      const [dx, dy] = [shiftX + push * normal(random), shiftY + push * normal(random)];
      events.push(
        moved(event, rounds ? { t: Math.round(t), dx: Math.round(dx), dy: Math.round(dy) } : { t, dx, dy }),
      );
    }
    return events;
  },
};
