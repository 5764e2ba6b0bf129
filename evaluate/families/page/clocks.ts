import { exponential, normal, pick, uniform, weighted } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import type { TimedPoint } from '../motion.ts';

/** A move as the page sees it: `samples` were merged into it. */
export interface Tick extends TimedPoint {
  readonly samples: number;
}

/** When the points of a motion that begins at `startMs` reach the page. */
export interface Clock {
  /** How far apart the program puts its points. */
  readonly intervalMs: number;
  readonly ticks: (points: readonly TimedPoint[], startMs: number, random: Random) => readonly Tick[];
}

const frameMs = 1_000 / 60;

/** As browsers do: the last point of each frame of 60 Hz is what the page is told, and how many there were. */
function frames(random: Random): Clock {
  const phase = uniform(random, 0, frameMs);
  const jitter = uniform(random, 0, 1.2);
  const ticks: Clock['ticks'] = (points, startMs, now) => {
    const merged: Tick[] = [];
    let frame = Number.NEGATIVE_INFINITY;
    let samples = 0;
    for (const { x, y, t } of points) {
      const its = Math.floor((startMs + t - phase) / frameMs);
      const isNew = its !== frame;
      samples = isNew ? 1 : samples + 1;
      frame = its;
      const at = (its + 1) * frameMs + phase - startMs + jitter * normal(now);
      merged[isNew ? merged.length : merged.length - 1] = { x, y, t: at, samples };
    }
    return merged;
  };
  return { intervalMs: pick(random, [2, 4, 8, 8, 10, frameMs, frameMs, frameMs]), ticks };
}

/** Every point is an event, at its time or a little later each time, as timers are. */
function timer(intervalsMs: readonly [number, ...number[]], latestMs: number) {
  return (random: Random): Clock => {
    const meanMs = latestMs * random();
    const ticks: Clock['ticks'] = (points, _, now) => {
      let lateMs = 0;
      return points.map(({ x, y, t }) => {
        lateMs += meanMs > 0.05 ? exponential(now, meanMs) : 0;
        return { x, y, t: t + lateMs, samples: 1 };
      });
    };
    return { intervalMs: pick(random, intervalsMs), ticks };
  };
}

/** A loop that waits for the page each time: one point a frame (5 to 95 % between 9 and 21 ms, as measured on live runs). */
function lockstep(random: Random): Clock {
  const spread = uniform(random, 0.5, 4);
  const ticks: Clock['ticks'] = (points, _, now) => {
    let t = 0;
    return points.map(({ x, y }) => {
      t += Math.max(1, frameMs + spread * normal(now));
      return { x, y, t, samples: 1 };
    });
  };
  return { intervalMs: frameMs, ticks };
}

/** A loop that waits for nothing. */
function burst(random: Random): Clock {
  const slowest = uniform(random, 0.5, 4);
  const ticks: Clock['ticks'] = (points, _, now) => {
    let t = 0;
    return points.map(({ x, y }) => {
      t += slowest * now();
      return { x, y, t, samples: 1 };
    });
  };
  return { intervalMs: pick(random, [5, 10, frameMs]), ticks };
}

/** Most as a page would record them, so that the recorder's rate is never what tells. */
export function drawClock(random: Random): Clock {
  return weighted(random, [
    [9, frames],
    [2, timer([frameMs], 0)],
    [2, timer([8, 8, 10, 1_000 / 144], 1)],
    [3, timer([5, 8, 10, 15, 20], 4)],
    [2, lockstep],
    [1, burst],
  ])(random);
}
