import { detector } from '../detector.ts';
import { viewport } from '../sources/viewport.ts';

/** The sizes Puppeteer and Playwright choose, in a window without any frame. */
export const defaultViewport = detector(
  [viewport],
  ([width, height, outerWidth, outerHeight]) =>
    /^(800,600|1280,720)$/.test(`${width},${height}`) && width === outerWidth && height === outerHeight,
);
