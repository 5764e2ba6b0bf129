import { uniform, whole } from '../../random/distributions.ts';
import { pathFamily } from '../family.ts';
import { drawsFigure } from './figure.ts';

/** Two sines across each other. */
export const lissajous = pathFamily('lissajous', 'wander', (random) =>
  drawsFigure(random, (source) => {
    const [across, down, phase] = [whole(source, 1, 5), whole(source, 1, 5), uniform(source, 0, 2 * Math.PI)];
    return (turns) => ({
      x: Math.sin(2 * Math.PI * across * turns + phase),
      y: Math.sin(2 * Math.PI * down * turns),
    });
  }),
);
