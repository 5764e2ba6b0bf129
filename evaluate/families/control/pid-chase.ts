import { chance, normal, uniform } from '../../random/distributions.ts';
import { pathFamily } from '../family.ts';
import { chase } from './chase.ts';

/** A PID controller sets the speed, up to a limit; its eye may be shaky. */
export const pidChase = pathFamily('pid-chase', 'control', (random) => {
  const [p, i, d] = [uniform(random, 3, 12), uniform(random, 0, 4), uniform(random, 0, 0.15)];
  const [fastest, shake] = [uniform(random, 600, 5_000), chance(random, 0.5) ? uniform(random, 0.3, 6) : 0];
  return (leg) => {
    let [sumX, sumY, lastX, lastY] = [0, 0, leg.to.x - leg.from.x, leg.to.y - leg.from.y];
    return chase(leg, (chaser, seconds) => {
      const errorX = leg.to.x - chaser.x + shake * normal(leg.random);
      const errorY = leg.to.y - chaser.y + shake * normal(leg.random);
      sumX += errorX * seconds;
      sumY += errorY * seconds;
      const vx = p * errorX + i * sumX + (d * (errorX - lastX)) / seconds;
      const vy = p * errorY + i * sumY + (d * (errorY - lastY)) / seconds;
      [lastX, lastY] = [errorX, errorY];
      const limit = Math.min(1, fastest / Math.max(1, Math.hypot(vx, vy)));
      chaser.vx = vx * limit;
      chaser.vy = vy * limit;
    });
  };
});
