import type { PointerInput } from '../browser.ts';
import type { Watched } from './watched.ts';

/** How long the page's magnification is believed, ms: asking costs as much as all else of a move. */
const zoomMs = 1_000;

/** Whether a mouse's move is a whole number of device pixels. */
export function mouseChecks({ reducer: { trust }, window }: Watched) {
  let ratio = 0;
  let askedAt = -zoomMs;
  return ({ clientX, clientY }: PointerInput, t: number): void => {
    if (t - askedAt >= zoomMs) {
      askedAt = t;
      // Magnified pages, and screens between two pixel sizes, cannot be judged.
      ratio = window.visualViewport?.scale === 1 ? window.devicePixelRatio : 0;
    }
    if (ratio === 1 || ratio === 2) {
      trust[isWhole(clientX * ratio) && isWhole(clientY * ratio) ? 'whole_moves' : 'fractional_moves'] += 1;
    }
  };
}

const isWhole = (px: number): boolean => Math.abs(px - Math.round(px)) < 0.01;
