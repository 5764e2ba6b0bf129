import { randomUUID } from 'node:crypto';
import { repeat } from '@botect/runtime';
import { createTally, type PublishedTally, type TallyOptions } from './tally.ts';

/** What a crash may lose at most. */
const everyMs = 5_000;

/** A tally that publishes what it counted every five seconds, and a last time when it closes. */
export function connectTally(options: Omit<TallyOptions, 'source'>): PublishedTally {
  const tally = createTally({ ...options, source: randomUUID() });
  const flushing = repeat({ everyMs, work: tally.flush, log: options.log, name: 'publishing counts' });
  return {
    ...tally,
    close() {
      // Not waited for: a flush under way is the tally's own to wait for, and to give up.
      void flushing.close();
      return tally.close();
    },
  };
}
