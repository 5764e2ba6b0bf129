import type { Source } from '../detector.ts';

/** How V8 lets a page word its stack traces. */
interface Tracing {
  prepareStackTrace?: unknown;
}

/**
 * Whether somebody reads the stack of an error that is handed to the console: V8 does so only to describe it to an attached
 * debugger. Ending a group that was never begun writes nothing.
 */
export const debuggerReads: Source<boolean> = ({ console }) => {
  const tracing = Error as Tracing;
  // A page's own way is left alone.
  if (tracing.prepareStackTrace) return undefined;
  let reads = false;
  tracing.prepareStackTrace = () => {
    reads = true;
  };
  try {
    console.groupEnd(Error());
  } finally {
    delete tracing.prepareStackTrace;
  }
  return reads;
};
