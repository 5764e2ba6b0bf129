import type { Source } from '../detector.ts';

/** What the browser says of being driven. */
export const webdriver: Source<boolean> = ({ navigator }) => navigator.webdriver;
