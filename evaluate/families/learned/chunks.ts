import { uniform, whole } from '../../random/distributions.ts';
import { borrowingFamily } from '../family.ts';
import { type Stroke, strokesOf } from '../morph/strokes.ts';
import { distance, type Leg, type Point, type TimedPoint } from '../motion.ts';

const stepsMax = 400;

interface Chunk {
  readonly steps: readonly (Point & { readonly ms: number })[];
  readonly length: number;
  /** Which way the chunk as a whole goes. */
  readonly angle: number;
}

function chunkOf({ points }: Stroke, begin: number, steps: number): Chunk {
  const part = points.slice(begin, begin + steps + 1);
  const [first, last] = [part[0], part.at(-1)];
  const moved = { x: (last?.x ?? 0) - (first?.x ?? 0), y: (last?.y ?? 0) - (first?.y ?? 0) };
  return {
    steps: part.slice(1).map(({ x, y, t }, i) => ({
      x: x - (part[i]?.x ?? x),
      y: y - (part[i]?.y ?? y),
      ms: t - (part[i]?.t ?? t),
    })),
    length: Math.hypot(moved.x, moved.y),
    angle: Math.atan2(moved.y, moved.x),
  };
}

/** How fast people are at this share of a way: chunks are taken from there in a stroke. */
function drawn(
  strokes: readonly Stroke[],
  done: number,
  { leg, steps }: { leg: Leg; steps: number },
): Chunk | undefined {
  const stroke = strokes[Math.floor(leg.random() * strokes.length)];
  if (!stroke) return undefined;
  const begin = Math.round(
    Math.max(0, Math.min(1, done + uniform(leg.random, -0.1, 0.1))) * (stroke.points.length - steps - 1),
  );
  return chunkOf(stroke, Math.max(0, begin), steps);
}

/**
 * What a model that has learned local statistics makes: short pieces of a person's movements in a new order, each turned
 * towards the target, from about the same part of a movement.
 */
export const learnedChunks = borrowingFamily('learned-chunks', 'learned', (random, human) => {
  const strokes = strokesOf(human);
  const [steps, stray] = [whole(random, 2, 8), uniform(random, 0, 0.5)];
  return (leg) => {
    const points: TimedPoint[] = [];
    let [x, y, t] = [leg.from.x, leg.from.y, 0];
    const way = distance(leg.from, leg.to) || 1;
    while (points.length < stepsMax) {
      const left = distance({ x, y }, leg.to);
      const chunk = drawn(strokes, 1 - left / way, { leg, steps });
      if (left < leg.size / 2 || !chunk) break;
      const turn = Math.atan2(leg.to.y - y, leg.to.x - x) - chunk.angle + uniform(leg.random, -stray, stray);
      const scale = Math.min(1.2, left / (chunk.length || 1));
      const [cos, sin] = [scale * Math.cos(turn), scale * Math.sin(turn)];
      for (const step of chunk.steps) {
        x += step.x * cos - step.y * sin;
        y += step.x * sin + step.y * cos;
        t += step.ms;
        points.push({ x, y, t });
      }
    }
    return points.length > 0 ? points : [{ ...leg.to, t: leg.intervalMs }];
  };
});
