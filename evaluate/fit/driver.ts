import { chance, normal, uniform } from '../random/distributions.ts';
import type { Random } from '../random/seeded.ts';
import { atTime } from '../recordings/at-time.ts';
import type { RecordedEvent } from '../recordings/recording.ts';

/** Longer gaps in ms are pauses of the script, which it keeps. */
const stepMax = 60;

/**
 * Puts a driver between a path and the page: generators give points at even times, but whoever plays them sleeps in between,
 * and no sleep is exact. Some drivers are steady, some are not, and some shake what they play by a pixel. Done to bots alone:
 * a person's movement has no driver.
 */
export function driven(random: Random, events: readonly RecordedEvent[]): RecordedEvent[] {
  const unsteady = chance(random, 0.4) ? uniform(random, 0.1, 0.6) : 0;
  const shake = chance(random, 0.2) ? uniform(random, 0.3, 1.2) : 0;
  if (unsteady === 0 && shake === 0) return [...events];
  const shaken = (value: number) => Math.round(value + shake * normal(random));
  let [before, t] = [0, 0];
  return events.map((event) => {
    const gap = event[0] - before;
    before = event[0];
    t += gap > stepMax ? gap : gap * Math.exp(unsteady * normal(random));
    if (event[1] !== 'm' || shake === 0) return atTime(event, t);
    return [t, 'm', shaken(event[2]), shaken(event[3])];
  });
}
