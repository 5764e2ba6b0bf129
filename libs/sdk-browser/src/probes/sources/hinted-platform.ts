import type { Source } from '../detector.ts';

/** The system Chromium names beside its user agent; '' where it tells none. */
export const hintedPlatform: Source<string> = ({ navigator }) => navigator.userAgentData?.platform ?? '';
