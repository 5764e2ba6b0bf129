import type { Source } from '../detector.ts';

/** Width and height of the page, and of the window around it, px. */
export const viewport: Source<readonly [number, number, number, number]> = (window) => [
  window.innerWidth,
  window.innerHeight,
  window.outerWidth,
  window.outerHeight,
];
