import { chance, sign, uniform } from '../../random/distributions.ts';
import { pathFamily } from '../family.ts';
import { drawsFigure } from './figure.ts';

/** Circles and ellipses. */
export const circle = pathFamily('circle', 'wander', (random) =>
  drawsFigure(random, (source) => {
    const [way, flat] = [sign(source), chance(source, 0.5) ? 1 : uniform(source, 0.2, 1)];
    return (turns) => ({
      x: Math.cos(2 * Math.PI * turns * way),
      y: flat * Math.sin(2 * Math.PI * turns * way),
    });
  }),
);
