import type { Page } from 'playwright-core';

/** So few that most runs fit between two turns of whatever else the machine does. */
const eventsPerRun = 1_000;
const runs = 100;

/** Runs inside the page: the time of its main thread that so many pointer events take, ms. */
const dispatching = `(count) => {
  const events = Array.from({ length: 200 }, (_, at) => new PointerEvent('pointermove', {
    clientX: 3 * at, clientY: at, screenX: 3 * at, screenY: at, movementX: 3, movementY: 1, pointerType: 'mouse', bubbles: true,
  }));
  const began = performance.now();
  for (let done = 0; done < count; done += 1) document.body.dispatchEvent(events[done % events.length]);
  return performance.now() - began;
}`;

/**
 * ms of main thread for 1,000 pointer events: the lower quartile, since what else the machine does only ever adds. The
 * difference of two pages, one without the script, is the script's.
 */
export async function costOfMoves(page: Page): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1)
    times.push(await page.evaluate(`(${dispatching})(${eventsPerRun})`));
  return times.sort((a, b) => a - b)[runs / 4] ?? Number.NaN;
}
