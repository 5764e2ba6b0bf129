import { chance, pick, uniform } from '../../random/distributions.ts';
import type { Random } from '../../random/seeded.ts';
import { type Clock, drawClock } from './clocks.ts';
import { drawIdling, type Idling } from './idling.ts';
import { type Aim, drawAim, drawPage, type Page } from './page.ts';
import { drawScrolling, type Scrolling } from './scrolling.ts';
import type { Precision } from './tape.ts';
import { drawTyping, type Typing } from './typing.ts';
import { drawHold, drawHover, drawPause, type Wait } from './waits.ts';

/** How one program behaves in one session, its paths apart. */
export interface Habits {
  readonly page: Page;
  readonly aim: Aim;
  readonly clock: Clock;
  readonly pause: Wait;
  readonly hover: Wait;
  readonly hold: Wait;
  readonly idling: Idling;
  readonly precision: Precision;
  /** Whether the page is told how many samples were merged. */
  readonly tellsSamples: boolean;
  /** Shares of motions that end in a click, and that are drags. */
  readonly clicks: number;
  readonly drags: number;
  readonly typing?: Typing;
  readonly scrolling?: Scrolling;
}

/** Two thirds as the corpora of people are: whole pixels, whole milliseconds. */
function drawPrecision(random: Random): Precision {
  const isCoarse = chance(random, 0.67);
  return {
    pixels: isCoarse ? 1 : pick(random, [0.001, 0.5, 0.8]),
    clockMs: isCoarse ? 1 : pick(random, [0.1, 0.005, 1]),
    keepsStill: chance(random, 0.15),
  };
}

export function drawHabits(random: Random): Habits {
  return {
    page: drawPage(random),
    aim: drawAim(random),
    clock: drawClock(random),
    pause: drawPause(random),
    hover: drawHover(random),
    hold: drawHold(random),
    idling: drawIdling(random),
    precision: drawPrecision(random),
    tellsSamples: chance(random, 0.25),
    clicks: chance(random, 0.6) ? 1 : uniform(random, 0.1, 1),
    drags: chance(random, 0.25) ? uniform(random, 0.05, 0.4) : 0,
    ...(chance(random, 0.25) && { typing: drawTyping(random) }),
    ...(chance(random, 0.25) && { scrolling: drawScrolling(random) }),
  };
}
