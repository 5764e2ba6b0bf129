import type { Layout, Page, Point } from './page-server.ts';
import { type Hand, type Plan, pause, perform } from './plan.ts';

/** From leaving a page to closing the browser: what the page sends in parting is on its way. */
export const partingMs = 300;

/** What an attacker is given: a page, a plan, and for those with a window a screen to put it on. */
export interface Scene {
  readonly page: Page;
  readonly plan: Plan;
  /** Value of DISPLAY. */
  readonly display: string;
  /** An empty folder for the browser's profile, removed afterwards. */
  readonly profile: string;
}

export interface Attacker {
  /** Its family in recordings. */
  readonly name: string;
  readonly headed: boolean;
  /** True where the page itself is to play the visitor. */
  readonly scripted?: boolean;
  /** Visits the page and leaves by the link `#done`; the browser is gone when it resolves. */
  attack(scene: Scene): Promise<void>;
}

/** An attacker who opens the page with a driver and does the plan with it. */
export function driver(name: string, headed: boolean, open: (scene: Scene) => Promise<Hand>): Attacker {
  return {
    name,
    headed,
    async attack(scene) {
      const hand = await open(scene);
      try {
        await perform(scene.plan, hand);
        await scene.page.left();
        await pause(partingMs);
      } finally {
        await hand.close();
      }
    },
  };
}

/** A place in the viewport by shares of its size. */
export function placeIn({ viewport }: Layout, x: number, y: number): Point {
  return { x: Math.round(viewport.width * x), y: Math.round(viewport.height * y) };
}

/** Where drivers click: the very centre. */
export function centreOf({ targets }: Layout, target: string): Point {
  const box = targets[target];
  if (box === undefined) throw new Error(`the page has no ${target}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
