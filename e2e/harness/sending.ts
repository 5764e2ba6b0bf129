import { eventually } from '@botect/testkit';
import { call } from './api.ts';
import type { Batch } from './traffic.ts';

/** Hands the items to so many workers, in order, until all are done. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  workers: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: workers }, worker));
}

/** Without a browser's name every session would be judged by that alone. */
export const browser = {
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'accept-language': 'en',
};

/** How long a sender tries: longer than any server here is away. */
const sendTimeoutMs = 200_000;

/** Sends a batch until it is acknowledged, as a collector does: the same body again and again. */
export async function sendUntilAcknowledged(
  origin: () => string | Promise<string>,
  { body }: Batch,
): Promise<void> {
  await eventually(
    async () => {
      const { status } = await call(`POST ${await origin()}/v1/events`, { body, headers: browser });
      if (status !== 202) throw new Error(`answered ${status}`);
    },
    { timeoutMs: sendTimeoutMs },
  );
}
