import type { ReadAgent } from '../ports.ts';
import type { TouchedSession } from './touched-sessions.ts';

/** Puts beside each batch that came from a browser what its user agent says. */
export function readAgents(read: ReadAgent, touched: readonly TouchedSession[]): readonly TouchedSession[] {
  return touched.map((session) => ({
    ...session,
    batches: session.batches.map((batch) =>
      batch.client === null ? batch : { ...batch, declared: read(batch.client.ua ?? '') },
    ),
  }));
}
