import { type Attacker, placeIn } from '../attacker.ts';
import { reach } from '../human-motion.ts';
import { seededRandom } from '../seeded-random.ts';
import { play } from '../timeline.ts';
import { atTheDesk, onScreen } from './desktop.ts';

/** Long enough to be seen, too short to be judged by its motion. */
const staysMs = 2_500;

/**
 * Nobody's attack: a browser without a driver and a pointer moved once, as by somebody who looks and leaves. What is said of
 * it is said of this machine (its time is UTC, its graphics are software), not of the visitor.
 */
export const cleanBrowser = (): Attacker => ({
  name: 'clean-browser',
  headed: true,
  attack: (scene) =>
    atTheDesk(
      scene,
      (layout) => {
        const [from, to] = [
          onScreen(layout, { x: 700, y: 500 }),
          onScreen(layout, placeIn(layout, 0.5, 0.3)),
        ];
        const path = reach(from, to, seededRandom(scene.plan.seed));
        return play(
          scene.display,
          path.map(({ at, x, y }) => ({ at, command: `mousemove ${x} ${y}` })),
        );
      },
      { query: `?leave=${staysMs}` },
    ),
});
