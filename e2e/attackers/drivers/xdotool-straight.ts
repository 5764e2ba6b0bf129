import { type Attacker, placeIn } from '../attacker.ts';
import type { Layout, Point } from '../page-server.ts';
import type { Plan, Style } from '../plan.ts';
import { type Gesture, play } from '../timeline.ts';
import { atTheDesk, boxOf, onScreen } from './desktop.ts';

/** Between two positions of a path: what a naive loop sleeps. */
const stepMs = 12;
/** xdotool's own pause between two keys. */
const keyMs = 12;

/** Straight paths at constant speed, clicks and typing as xdotool does them when asked plainly. */
export const xdotoolStraight = (): Attacker => ({
  name: 'xdotool-straight',
  headed: true,
  attack: (scene) => atTheDesk(scene, (layout) => play(scene.display, gesturesOf(scene.plan, layout))),
});

function gesturesOf({ steps, style }: Plan, layout: Layout): Gesture[] {
  const gestures: Gesture[] = [];
  let now = 0;
  let at: Point = onScreen(layout, { x: 30, y: 30 });
  const say = (command: string, lastsMs: number) => {
    gestures.push({ at: now, command });
    now += lastsMs;
  };
  const moveTo = (to: Point) => {
    const count = Math.round(style.steps / 2);
    for (let step = 1; step <= count; step += 1) {
      const share = step / count;
      say(
        `mousemove ${Math.round(at.x + (to.x - at.x) * share)} ${Math.round(at.y + (to.y - at.y) * share)}`,
        stepMs,
      );
    }
    at = to;
  };
  for (const step of steps) {
    if (step.do === 'wander') moveTo(onScreen(layout, placeIn(layout, step.x, step.y)));
    else if (step.do === 'scroll') say(`click ${step.deltaY > 0 ? 5 : 4}`, 50);
    else {
      const { x, y, width, height } = boxOf(layout, step.target);
      moveTo(onScreen(layout, { x: x + width / 2, y: y + height / 2 }));
      press(say, style);
      if (step.do === 'type') say(`type --delay ${style.keyMs || keyMs} "${step.text}"`, 50);
    }
    now += style.pauseMs;
  }
  return gestures;
}

function press(say: (command: string, lastsMs: number) => void, { pressMs }: Style): void {
  if (pressMs === 0) say('click 1', 20);
  else {
    say('mousedown 1', pressMs);
    say('mouseup 1', 20);
  }
}
