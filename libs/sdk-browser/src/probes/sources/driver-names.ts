import type { Source } from '../detector.ts';

const leftBehind =
  /^(\$?cdc_|\$chrome_|__(web|fx)?driver|__(selenium|nightmare|pw|playwright|puppeteer)|callSelenium|domAuto)/i;

/** Names on the page's window or document that drivers leave there. */
export const driverNames: Source<readonly string[]> = (window) =>
  [window, window.document].flatMap((holder) =>
    Object.getOwnPropertyNames(holder).filter((name) => leftBehind.test(name)),
  );
