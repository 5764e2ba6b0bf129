import { uniform } from '../../random/distributions.ts';
import { pathFamily } from '../family.ts';
import { drawsFigure } from './figure.ts';

/** A spiral that winds out and in again. */
export const spiral = pathFamily('spiral', 'wander', (random) =>
  drawsFigure(random, (source) => {
    const rounds = uniform(source, 2, 8);
    return (turns) => {
      const radius = Math.abs(((turns / rounds) % 2) - 1);
      return { x: radius * Math.cos(2 * Math.PI * turns), y: radius * Math.sin(2 * Math.PI * turns) };
    };
  }),
);
