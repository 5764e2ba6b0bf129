import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { batchRequest, poolSession } from './batch-bodies.ts';

const ten = JSON.parse(readFileSync(join(import.meta.dirname, 'batch.json'), 'utf8')) as {
  readonly events: readonly object[];
};

/** Requests like those of `batchRequests`, with so many events each: those of the browser's batch, again and again. */
export function sizedRequests(
  siteKey: string,
  run: string,
  { sessions = 10_000, events = 10 },
): () => string {
  const [id, session] = ['#'.repeat(12), '@'.repeat(27)];
  const body = {
    session_token: session,
    events: Array.from({ length: events }, (_, at) => ({
      ...ten.events[at % ten.events.length],
      request_id: `${id}-4f4e-${String(at).padStart(4, '0')}`,
    })),
  };
  const parts = batchRequest(siteKey, JSON.stringify(body)).split(new RegExp(`(${id}|${session})`));
  let count = 0;
  return () => {
    count += 1;
    const fresh = run + count.toString(16).padStart(8, '0');
    const to = poolSession(run, (count * 7919) % sessions);
    return parts.map((part) => (part === id ? fresh : part === session ? to : part)).join('');
  };
}
