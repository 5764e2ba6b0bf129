import type { Fate, ReceivedRecord } from '@botect/bus';
import { sessionKey } from '@botect/contracts';
import type { Clock } from '@botect/runtime';
import { changeSession } from '../core/change-session.ts';
import type { PublishScores, SessionChange, SessionStore, StoredSession } from '../ports.ts';
import type { ScoringMeter } from './scoring-meter.ts';
import { type Fetch, readFetch, type TouchedSession } from './touched-sessions.ts';

export interface ScoreSignalsOptions {
  readonly sessions: SessionStore;
  readonly publish: PublishScores;
  readonly meter: ScoringMeter;
  readonly now: Clock;
}

/**
 * Scores one fetch of topic `signals`: every record folded into its session, every touched session scored and written
 * once. Rejects when a store is away or a session was changed elsewhere meanwhile; the same records handed over again
 * repeat nothing.
 */
export function scoreSignals({ sessions, publish, meter, now }: ScoreSignalsOptions) {
  return (records: readonly ReceivedRecord[]): Promise<readonly Fate[]> =>
    meter.traced(records, async () => {
      const fetch = readFetch(records);
      const before = await sessions.load(fetch.sessions.map(({ key }) => key));
      const { changes, failed } = change(fetch.sessions, before, now());
      const changed = changes.filter(({ newEvents }) => newEvents > 0);
      if (changed.length > 0 && !(await sessions.save(changed))) {
        throw new Error('another process changed a session meanwhile');
      }
      // Unchanged sessions too: an earlier attempt may have died between the two writes.
      await publish(changes.map((one) => ({ ...one, session: one.scoring })));
      meter.scored(changes);
      return fates(records.length, fetch, failed);
    });
}

type Failure = readonly [session: TouchedSession, reason: string];

function change(touched: readonly TouchedSession[], before: readonly StoredSession[], nowMs: number) {
  const stored = new Map(before.map((session) => [sessionKey(session.projectId, session.token), session]));
  const changes: SessionChange[] = [];
  const failed: Failure[] = [];
  for (const session of touched) {
    const { key, accountId, batches } = session;
    const known = stored.get(sessionKey(key.projectId, key.token));
    try {
      const changed = changeSession(known?.state ?? null, batches);
      const revision = (known?.revision ?? 0) + (changed.newEvents > 0 ? 1 : 0);
      changes.push({ ...key, ...changed, accountId, revision, scoredAtMs: nowMs, batches });
    } catch (error) {
      // One session that cannot be scored must not hold up the others of its partition.
      failed.push([session, `scoring failed: ${error instanceof Error ? error.message : 'unknown'}`]);
    }
  }
  return { changes, failed };
}

function fates(count: number, { unreadable }: Fetch, failed: readonly Failure[]): Fate[] {
  const reasons = new Map(unreadable);
  for (const [{ places }, reason] of failed) for (const place of places) reasons.set(place, reason);
  return Array.from({ length: count }, (_, place): Fate => {
    const reason = reasons.get(place);
    return reason === undefined ? { kind: 'done' } : { kind: 'dead-letter', reason };
  });
}
