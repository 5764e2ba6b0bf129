import type { Closable } from '@botect/runtime';
import type { Publisher } from './tally.ts';

/**
 * A publisher that is opened by the first record, for a process that must start, and be of use, without it. An opening
 * that fails is tried again by the next record.
 */
export function latePublisher<Opened extends Publisher & Closable>(
  open: () => Promise<Opened>,
): Publisher & Closable {
  let opening: Promise<Opened> | undefined;
  let opened: Opened | undefined;
  const reach = () => {
    opening ??= open().then(
      (there) => {
        opened = there;
        return there;
      },
      (error) => {
        opening = undefined;
        throw error;
      },
    );
    return opening;
  };
  return {
    publish: async (record) => (opened ?? (await reach())).publish(record),
    async close() {
      if (opened !== undefined) return opened.close();
      // One that is still being opened is not waited for: it closes itself when it is there.
      opening?.then(
        (late) => late.close(),
        () => {},
      );
    },
  };
}
