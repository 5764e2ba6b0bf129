import type { Source } from '../detector.ts';

/** What a window says of the browser, for comparison. */
export const navigatorText: Source<string> = ({ navigator }) =>
  [
    navigator.userAgent,
    navigator.platform,
    navigator.languages,
    navigator.webdriver,
    navigator.hardwareConcurrency,
  ].join();
