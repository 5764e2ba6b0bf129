import type { Source } from '../detector.ts';

/** Whether any pointing device is exact, as mice and pens are. */
export const finePointer: Source<boolean> = (window) => window.matchMedia?.('(any-pointer: fine)').matches;
