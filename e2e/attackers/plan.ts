import type { Closable } from '@botect/runtime';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** How the author of an attack calls the driver. */
export interface Style {
  /** Positions between the ends of a path. */
  readonly steps: number;
  /** Whether a click is preceded by a path of its own, or by the one move the driver makes. */
  readonly approaches: boolean;
  /** Told to the driver, or 0 for what it does by default. */
  readonly pressMs: number;
  readonly keyMs: number;
  /** Between two steps of the plan; 0 for none. */
  readonly pauseMs: number;
  readonly scrolls: 'wheel' | 'script';
}

/** Positions of the shorter paths, to what is clicked. */
export function approachOf({ steps }: Style): number {
  return Math.round(steps / 3);
}

export type Step =
  /** To a place in the viewport, as shares of its width and height; some rest there. */
  | { readonly do: 'wander'; readonly x: number; readonly y: number; readonly restMs?: number }
  | { readonly do: 'click'; readonly target: string }
  | { readonly do: 'type'; readonly target: string; readonly text: string }
  | { readonly do: 'scroll'; readonly deltaY: number };

export interface Plan {
  readonly seed: number;
  readonly style: Style;
  readonly steps: readonly Step[];
}

/** What an attack is made with: one call, done in the driver's own way. */
export interface Hand extends Closable {
  wander(x: number, y: number): Promise<void>;
  click(target: string): Promise<void>;
  type(target: string, text: string): Promise<void>;
  scroll(deltaY: number): Promise<void>;
}

const names = ['lovelace', 'g hopper', 'a turing', 'dijkstra'] as const;
const messages = ['hello from afar', 'nothing to add', 'call me back'] as const;

/** Seeds 0, 3, 6… take everything as it comes; 1, 4, 7… add fixed delays, 2, 5, 8… random ones and scrolling by script. */
function styleOf(seed: number, random: SeededRandom): Style {
  const steps = Math.round(random.between(41, 52));
  const bare: Style = { steps, approaches: false, pressMs: 0, keyMs: 0, pauseMs: 0, scrolls: 'wheel' };
  if (seed % 3 === 0) return bare;
  const careful = { ...bare, approaches: true, pressMs: 60, keyMs: 50, pauseMs: 30 };
  if (seed % 3 === 1) return careful;
  const drawn = { pressMs: random.between(30, 110), keyMs: random.between(35, 80) };
  return { ...careful, ...drawn, pauseMs: random.between(20, 120), scrolls: 'script' };
}

/** Three wanders, seven clicks besides those into fields, 20 keys or more, eight scrolls, and the way out. */
export function planOf(seed: number): Plan {
  const random = seededRandom(seed + 1);
  const style = styleOf(seed, random);
  const buttons = random.shuffled(['b1', 'b2', 'b3', 'b4', 'b5', 'b6']);
  const wander = (): Step => ({ do: 'wander', x: random.between(0.1, 0.9), y: random.between(0.1, 0.9) });
  const click = (at: number): Step => ({ do: 'click', target: buttons[at] ?? 'b1' });
  const scroll = (count: number, deltaY: number) =>
    Array.from({ length: count }, (): Step => ({ do: 'scroll', deltaY }));
  const steps: Step[] = [
    wander(),
    click(0),
    click(1),
    wander(),
    ...scroll(5, 120),
    click(2),
    { do: 'type', target: 'name', text: random.pick(names) },
    wander(),
    click(3),
    { do: 'type', target: 'message', text: random.pick(messages) },
    ...scroll(3, -120),
    click(4),
    click(5),
    { do: 'click', target: 'done' },
  ];
  return { seed, style, steps };
}

/** Does the plan with a hand, one step after the other. */
export async function perform(plan: Plan, hand: Hand): Promise<void> {
  const random = seededRandom(plan.seed + 1_000);
  for (const step of plan.steps) {
    await done(step, hand);
    const { pauseMs, scrolls } = plan.style;
    // Who adds random delays does so between steps too.
    await pause(scrolls === 'script' ? pauseMs * random.between(0.3, 2) : pauseMs);
  }
}

function done(step: Step, hand: Hand): Promise<void> {
  switch (step.do) {
    case 'wander':
      return hand.wander(step.x, step.y);
    case 'click':
      return hand.click(step.target);
    case 'type':
      return hand.type(step.target, step.text);
    case 'scroll':
      return hand.scroll(step.deltaY);
  }
}

/** An attacker's own idleness: part of what is measured, not of the measuring. */
export function pause(ms: number): Promise<void> {
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
}
