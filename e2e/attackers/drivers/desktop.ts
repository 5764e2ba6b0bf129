import { partingMs, type Scene } from '../attacker.ts';
import { browserEnvironment, chromiumFlags, chromiumPath, windowFlags } from '../chromium.ts';
import type { Box, Layout, Point } from '../page-server.ts';
import { pause } from '../plan.ts';
import { startChild } from '../process.ts';

/** From the page's load to the first touch: nothing else listens for a window that can take keys. */
const settleMs = 400;

/** Opens the page in a browser nobody drives, ends it after the visit. */
export async function atTheDesk(
  scene: Scene,
  visit: (layout: Layout) => Promise<void>,
  { query = '', flags = windowFlags }: { query?: string; flags?: readonly string[] } = {},
): Promise<void> {
  const command = [
    chromiumPath(),
    ...chromiumFlags,
    '--test-type',
    ...flags,
    `--user-data-dir=${scene.profile}`,
    `${scene.page.url}${query}`,
  ];
  const browser = startChild(command, browserEnvironment(scene));
  try {
    await scene.page.layout();
    await pause(settleMs);
    await visit(await scene.page.layout());
    await scene.page.left();
    await pause(partingMs);
  } finally {
    await browser.close();
  }
}

/** On the screen, from a place in the viewport. */
export function onScreen({ origin }: Layout, { x, y }: Point): Point {
  return { x: Math.round(origin.x + x), y: Math.round(origin.y + y) };
}

export function boxOf({ targets }: Layout, target: string): Box {
  const box = targets[target];
  if (box === undefined) throw new Error(`the page has no ${target}`);
  return box;
}
