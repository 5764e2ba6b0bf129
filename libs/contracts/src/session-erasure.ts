import { z } from 'zod';
import { sessionKey } from './signal-batch.ts';
import { signalsTopic } from './topics.ts';

export const sessionErasureSchema = z.object({
  v: z.literal(1),
  kind: z.literal('erase'),
  project_id: z.int().positive(),
  session_token: z.string(),
  /** Milliseconds since 1970 UTC. What was accepted no later, and lies before the record in the log, is erased. */
  requested_at: z.int().nonnegative(),
});

/** A record of topic `signals` that asks to forget a session. */
export type SessionErasure = Omit<z.infer<typeof sessionErasureSchema>, 'v' | 'kind'>;

export function encodeSessionErasure({ project_id, session_token, requested_at }: SessionErasure): Buffer {
  return Buffer.from(JSON.stringify({ v: 1, kind: 'erase', project_id, session_token, requested_at }));
}

/** Where it goes: among the session's signals, so that whoever holds the session reads both in one order. */
export function sessionErasureRecord(erasure: SessionErasure) {
  return {
    topic: signalsTopic.name,
    key: sessionKey(erasure.project_id, erasure.session_token),
    value: encodeSessionErasure(erasure),
  };
}

/** Reads a record back; null for every record that is no erasure. */
export function decodeSessionErasure(value: Buffer): SessionErasure | null {
  const read = sessionErasureSchema.safeParse(parsed(value));
  if (!read.success) return null;
  const { project_id, session_token, requested_at } = read.data;
  return { project_id, session_token, requested_at };
}

function parsed(value: Buffer): unknown {
  try {
    return JSON.parse(value.toString());
  } catch {
    return null;
  }
}
