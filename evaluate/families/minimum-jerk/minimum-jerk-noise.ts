import { normal, sign, uniform } from '../../random/distributions.ts';
import { minimumJerk } from '../easings.ts';
import { pathFamily } from '../family.ts';
import { besides, distance, sampled } from '../motion.ts';
import { drawPace } from '../pace.ts';

/** Minimum jerk with noise that remembers (AR(1), larger where it is fast) and a tremor of 8 to 12 Hz. */
export const minimumJerkNoise = pathFamily('minimum-jerk-noise', 'minimum-jerk', (random) => {
  const [pace, bulge, memory] = [drawPace(random), uniform(random, 0, 0.2), uniform(random, 0, 0.95)];
  const [noise, tremor, hertz] = [uniform(random, 0.2, 4), uniform(random, 0, 1.5), uniform(random, 8, 12)];
  return (leg) => {
    const durationMs = pace(leg);
    const aside = bulge * distance(leg.from, leg.to) * leg.random() * sign(leg.random);
    const phase = uniform(leg.random, 0, 2 * Math.PI);
    let [across, ahead] = [0, 0];
    return sampled(leg, durationMs, (share) => {
      const along = minimumJerk(share);
      const speed = 4 * share * (1 - share);
      across = memory * across + noise * speed * normal(leg.random);
      ahead = memory * ahead + noise * speed * normal(leg.random);
      const shake = tremor * Math.sin(phase + (2 * Math.PI * hertz * share * durationMs) / 1_000);
      const at = besides(leg, along, aside * Math.sin(Math.PI * along) + across * (1 - share) + shake);
      return { x: at.x + ahead * (1 - share), y: at.y + shake };
    });
  };
});
