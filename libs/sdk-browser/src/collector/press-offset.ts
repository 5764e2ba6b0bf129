import type { PageElement, PageWindow, PointerInput } from '../browser.ts';
import type { Offset } from '../reducer/presses.ts';

/** px around the centre that rounding a driver's coordinates may take. */
const exactPx = 0.75;

/** Where in its target a press landed: a class, never a place. */
export function offsetOf({ target, clientX, clientY }: PointerInput, { innerWidth }: PageWindow): Offset {
  const box = (target as PageElement | null)?.getBoundingClientRect?.();
  // Large parts of the page are nobody's target.
  if (!box?.width || !box.height || box.width > innerWidth * 0.9) return 'unknown';
  const dx = Math.abs(clientX - box.left - box.width / 2);
  const dy = Math.abs(clientY - box.top - box.height / 2);
  const share = Math.max(dx / box.width, dy / box.height);
  if (Math.max(dx, dy) <= exactPx) return 'exact';
  return share < 0.1 ? 'tenth' : share < 0.25 ? 'quarter' : 'farther';
}
