import { chance, logUniform, pick, uniform } from '../random/distributions.ts';
import type { Random } from '../random/seeded.ts';
import { atTime } from '../recordings/at-time.ts';
import type { RecordedEvent } from '../recordings/recording.ts';

type Change = (events: readonly RecordedEvent[]) => RecordedEvent[];

/**
 * Makes a recording look as if another recorder, screen, browser or pointing device had been used. People and bots are changed
 * alike, so that a model cannot learn who recorded them: that is the commonest way to be right on the data at hand only.
 * Times never fall, if they did not before. How often each change happens is a choice, not a measurement.
 */
export function augment(random: Random, events: readonly RecordedEvent[]): RecordedEvent[] {
  const changes: Change[] = [];
  if (chance(random, 0.6)) changes.push(scaled(random));
  if (chance(random, 0.3)) changes.push(warped(logUniform(random, 0.55, 1.9)));
  if (chance(random, 0.3)) changes.push(thinned(random));
  if (chance(random, 0.15)) changes.push(retimed(random));
  if (chance(random, 0.3)) changes.push(without('p', 'r'));
  if (chance(random, 0.15)) changes.push(dragsAsMoves);
  return changes.reduce((changed, change) => change(changed), [...events]);
}

const positioned = new Set<RecordedEvent[1]>(['m', 'd', 'p', 'r', 't', 'v', 'e']);

/** Another size and orientation of the screen, in whole or in device pixels. */
function scaled(random: Random): Change {
  const scale = logUniform(random, 0.25, 3);
  const grid = pick(random, [1, 1, 1, 0.5, 0.8, 0.6666, 2]);
  const [flipX, flipY, swap] = [chance(random, 0.5), chance(random, 0.5), chance(random, 0.3)];
  const place = (value: number, flip: boolean) => Math.round(((flip ? -1 : 1) * value * scale) / grid) * grid;
  return (events) =>
    events.map((event) => {
      if (!positioned.has(event[1])) return event;
      const [t, kind, x, y, ...rest] = event as unknown as [number, string, number, number, ...unknown[]];
      const [px, py] = [place(x, flipX), place(y, flipY)];
      return [t, kind, ...(swap ? [py, px] : [px, py]), ...rest] as unknown as RecordedEvent;
    });
}

/** Somebody who does the same faster or slower. */
function warped(factor: number): Change {
  return (events) => events.map((event) => atTime(event, event[0] * factor));
}

/** A recorder that looks less often, or only when the pointer went some way. */
function thinned(random: Random): Change {
  if (chance(random, 0.25)) return farApart(uniform(random, 2, 10));
  return oncePer(pick(random, [20, 25, 33.3, 33.3, 40, 50, 66.7]));
}

/** Of the moves that follow each other within a period of so many ms the last is kept. */
function oncePer(periodMs: number): Change {
  const periodOf = ([t]: RecordedEvent) => Math.floor(t / periodMs);
  return (events) => {
    const kept: RecordedEvent[] = [];
    for (const event of events) {
      const last = kept.at(-1);
      const sameMove = last !== undefined && last[1] === event[1] && (event[1] === 'm' || event[1] === 'd');
      if (sameMove && periodOf(last) === periodOf(event)) kept.pop();
      kept.push(event);
    }
    return kept;
  };
}

/** Moves at least so far from the one kept before. */
function farApart(px: number): Change {
  return (events) => {
    let [x, y] = [Infinity, Infinity];
    return events.filter((event) => {
      if (event[1] !== 'm') return true;
      if (Math.hypot(event[2] - x, event[3] - y) < px) return false;
      [x, y] = [event[2], event[3]];
      return true;
    });
  };
}

/** A clock that counts in coarse steps of ms or, at 0, one that is unsteady by 2 ms. */
function retimed(random: Random): Change {
  const grid = pick(random, [0, 0, 4, 10, 15.625]);
  return (events) => {
    let latest = 0;
    return events.map((event) => {
      const t = grid === 0 ? event[0] + uniform(random, -2, 2) : Math.round(event[0] / grid) * grid;
      latest = Math.max(latest, t);
      return atTime(event, latest);
    });
  };
}

/** A recorder that does not see some kinds. */
function without(...kinds: readonly RecordedEvent[1][]): Change {
  return (events) => events.filter(([, kind]) => !kinds.includes(kind));
}

/** A recorder that does not tell drags from moves. */
function dragsAsMoves(events: readonly RecordedEvent[]): RecordedEvent[] {
  return events.map((event) => (event[1] === 'd' ? [event[0], 'm', event[2], event[3]] : event));
}
