import { setTimeout as pause } from 'node:timers/promises';

const pauseMs = 20;

/**
 * Runs the check until it stops throwing, and answers what it answered; past `timeoutMs` (10 s by default) its last
 * error is thrown. For effects seen only from outside, across processes; inside one process await the effect itself.
 */
export async function eventually<T>(check: () => Promise<T> | T, { timeoutMs = 10_000 } = {}): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await pause(pauseMs);
  }
}
