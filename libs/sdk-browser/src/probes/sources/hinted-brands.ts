import type { Source } from '../detector.ts';

/** What Chromium calls itself beside its user agent. */
export const hintedBrands: Source<string> = ({ navigator }) =>
  navigator.userAgentData?.brands?.map(({ brand }) => brand).join();
