import type { Closable, Logger } from '@botect/runtime';
import type { ReceivedRecord } from './bus.ts';
import type { Consumption, Fetch } from './log.ts';
import { backoffMs, type Timing } from './timing.ts';

export interface GroupOptions {
  readonly log: Logger;
  readonly timing: Timing;
  /** The next records of every partition, those of one partition together and oldest first. */
  unread(): Promise<readonly ReceivedRecord[]>;
  commit(last: ReceivedRecord): Promise<void>;
}

export interface Group {
  join(onFetch: Consumption['onFetch']): Closable;
  /** Something was appended. */
  wake(): void;
}

interface Member {
  readonly onFetch: Consumption['onFetch'];
  readonly leaving: AbortController;
  readonly inHand: Set<Promise<void>>;
}

/** A consumer group within this process: one loop reads, and shares the partitions out among the members of the moment. */
export function createGroup({ log, timing, unread, commit }: GroupOptions): Group {
  const members = new Set<Member>();
  let news = Promise.withResolvers<void>();
  let failures = 0;
  let running = false;

  const run = async () => {
    if (running) return;
    running = true;
    while (members.size > 0) {
      // Before reading: what is appended from here on may or may not be read, and wakes the loop in any case.
      news = Promise.withResolvers();
      await readOnce().catch(async (error) => {
        failures += 1;
        log.warn({ err: error, failures }, 'a fetch failed and is read again');
        await timing.pause(backoffMs(failures, timing.random));
      });
    }
    running = false;
  };

  const readOnce = async () => {
    const fetches = [...Map.groupBy(await unread(), ({ partition }) => partition)];
    const present = [...members];
    if (fetches.length === 0) await news.promise;
    const handedOver = await Promise.allSettled(
      fetches.map(([partition, records]) => {
        const member = present[partition % present.length];
        return member && handOver(member, { records, commit, abandoned: member.leaving.signal });
      }),
    );
    for (const outcome of handedOver) if (outcome.status === 'rejected') throw outcome.reason;
    failures = 0;
  };

  return {
    wake: () => news.resolve(),
    join(onFetch) {
      const member: Member = { onFetch, leaving: new AbortController(), inHand: new Set() };
      members.add(member);
      void run();
      return {
        async close() {
          member.leaving.abort();
          members.delete(member);
          news.resolve();
          await Promise.allSettled(member.inHand);
        },
      };
    },
  };
}

async function handOver({ onFetch, leaving, inHand }: Member, fetch: Fetch): Promise<void> {
  const done = onFetch(fetch).catch((error) => {
    if (!leaving.signal.aborted) throw error;
  });
  inHand.add(done);
  await done.finally(() => inHand.delete(done));
}
