import type { Fate, ReceivedRecord } from '@botect/bus';
import { decodeTally, type TallyRecord } from '@botect/contracts';
import type { RecordTally } from '../../ports/index.ts';

/**
 * Adds up one fetch of topic `tallies`, record by record: those of one source in their order. Rejects when the database is away;
 * what was added by then is not added again.
 */
export function recordTallies({ recordTally }: { readonly recordTally: RecordTally }) {
  return async (records: readonly ReceivedRecord[]): Promise<readonly Fate[]> => {
    const fates: Fate[] = [];
    for (const { value } of records) {
      const read = readTally(value);
      if ('reason' in read) {
        fates.push({ kind: 'dead-letter', reason: read.reason });
        continue;
      }
      await recordTally(read);
      fates.push({ kind: 'done' });
    }
    return fates;
  };
}

function readTally(value: Buffer): TallyRecord | { readonly reason: string } {
  try {
    return decodeTally(value);
  } catch (error) {
    return { reason: error instanceof Error ? error.message : 'unreadable' };
  }
}
