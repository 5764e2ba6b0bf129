import { type Attacker, placeIn } from '../attacker.ts';
import { reach, typing } from '../human-motion.ts';
import type { Box, Layout, Point } from '../page-server.ts';
import type { Plan, Step } from '../plan.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { type Gesture, play } from '../timeline.ts';
import { atTheDesk, boxOf, onScreen } from './desktop.ts';

/** No driver, human-like paths, presses and typing: what only behaviour can tell. */
export const xdotoolBezier = (): Attacker => ({
  name: 'xdotool-bezier',
  headed: true,
  attack: (scene) => atTheDesk(scene, (layout) => play(scene.display, gesturesOf(scene.plan, layout))),
});

/** From place to place with rests between: nothing but motion, and much of it, to be known again by. */
export const xdotoolRoaming = (): Attacker => ({
  name: 'xdotool-roaming',
  headed: true,
  attack: (scene) =>
    atTheDesk(scene, (layout) =>
      play(scene.display, gesturesOf({ ...scene.plan, steps: roaming(scene.plan.seed) }, layout)),
    ),
});

const roamedPlaces = 15;
const restMs = 230;

/** To and fro, so that every movement is a long one. */
function roaming(seed: number): Step[] {
  const random = seededRandom(seed + 99);
  const places = Array.from({ length: roamedPlaces }, (_, at): Step => {
    const x = at % 2 === 0 ? random.between(0.6, 0.95) : random.between(0.05, 0.4);
    return { do: 'wander', x, y: random.between(0.05, 0.95), restMs };
  });
  return [...places, { do: 'click', target: 'done' }];
}

function gesturesOf({ steps, seed }: Plan, layout: Layout): Gesture[] {
  const random = seededRandom(seed + 77);
  const gestures: Gesture[] = [];
  let now = 0;
  let at: Point = onScreen(layout, { x: 40, y: 400 });
  const moveTo = (place: Point) => {
    const path = reach(at, onScreen(layout, place), random);
    gestures.push(
      ...path.map(({ x, y, at: after }) => ({ at: now + after, command: `mousemove ${x} ${y}` })),
    );
    at = path.at(-1) ?? at;
    now += path.at(-1)?.at ?? 0;
  };
  const press = () => {
    const down = now + random.around(50, 0.5);
    const up = down + random.around(85, 0.25);
    gestures.push({ at: down, command: 'mousedown 1' }, { at: up, command: 'mouseup 1' });
    now = up + random.around(50, 0.5);
  };
  for (const step of steps) {
    if (step.do === 'wander') {
      moveTo(placeIn(layout, step.x, step.y));
      now += step.restMs ?? 0;
    } else if (step.do === 'scroll') {
      const notch = step.deltaY > 0 ? 5 : 4;
      gestures.push({ at: now, command: `mousedown ${notch} mouseup ${notch}` });
      now += random.around(55, 0.4);
    } else {
      moveTo(somewhereIn(boxOf(layout, step.target), random));
      press();
      if (step.do === 'type') {
        const typed = typing(step.text, now + random.around(120, 0.3), random);
        gestures.push(...typed.gestures);
        now = typed.end + random.around(100, 0.3);
      }
    }
  }
  return gestures;
}

/** Around the middle, not in it. */
function somewhereIn({ x, y, width, height }: Box, random: SeededRandom): Point {
  return { x: x + width * random.between(0.25, 0.75), y: y + height * random.between(0.25, 0.75) };
}
