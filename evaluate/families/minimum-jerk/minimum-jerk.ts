import { sign, uniform } from '../../random/distributions.ts';
import { minimumJerk } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, distance, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';

/** Minimum jerk (Flash and Hogan 1985), on a line that may bulge a little. */
export const minimumJerkPath = pathFamily('minimum-jerk', 'minimum-jerk', (random) => {
  const [pace, bulge] = [drawPace(random), uniform(random, 0, 0.15)];
  return (leg) => {
    const aside = bulge * distance(leg.from, leg.to) * leg.random() * sign(leg.random);
    return sampled(leg, pace(leg), (share) => {
      const along = minimumJerk(share);
      return besides(leg, along, aside * Math.sin(Math.PI * along));
    });
  };
});
