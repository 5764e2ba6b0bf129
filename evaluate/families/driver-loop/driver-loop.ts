import { chance, normal, pick, uniform, whole } from '../../random/distributions.ts';
import { easings, linear } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, type TimedPoint } from '../motion.ts';

const frameMs = 1_000 / 60;

/** A loop of `await mouse.move()`: a fixed number of steps, each answered at the next frame, often with a wobble and noise. */
export const driverLoop = pathFamily('driver-loop', 'driver-loop', (random) => {
  const [steps, wobble, waves] = [whole(random, 8, 60), uniform(random, 0, 25), uniform(random, 0.5, 3)];
  const [noise, late] = [chance(random, 0.5) ? uniform(random, 0.2, 2) : 0, uniform(random, 0.2, 4)];
  const easing = chance(random, 0.5) ? linear : pick(random, easings);
  return (leg) => {
    const points: TimedPoint[] = [];
    let t = 0;
    for (let i = 1; i <= steps; i++) {
      const along = easing(i / steps);
      const { x, y } = besides(leg, along, wobble * Math.sin(Math.PI * waves * along));
      t += Math.max(1, frameMs + late * normal(leg.random));
      points.push({ x: x + noise * normal(leg.random), y: y + noise * normal(leg.random), t });
    }
    return points;
  };
});
