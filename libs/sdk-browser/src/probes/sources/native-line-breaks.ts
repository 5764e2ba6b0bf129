import type { Source } from '../detector.ts';

/** V8 writes its own functions on one line, the engines of Firefox and Safari on three. */
export const nativeLineBreaks: Source<boolean> = () =>
  Function.prototype.toString.call(Math.max).includes('\n');
