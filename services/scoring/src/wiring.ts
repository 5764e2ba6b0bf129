import type { Subscription } from '@botect/bus';
import type { Cache } from '@botect/cache';
import { scoredSessionsKeyspace, seenEventsKeyspace, signalsTopic } from '@botect/contracts';
import type { Sql } from '@botect/database';
import type { Clock, Telemetry } from '@botect/runtime';
import { postgresForgetIdle } from './adapters/forget-idle.postgres.ts';
import { forgetSessionsInCache } from './adapters/forget-sessions.cache.ts';
import { publishScoresToCache } from './adapters/publish-scores.cache.ts';
import { postgresSessionStore } from './adapters/session-store.postgres.ts';
import { rememberingSessionStore } from './adapters/session-store.remembering.ts';
import { forgetIdleSessions } from './handlers/forget-idle-sessions.ts';
import { scoreSignals } from './handlers/score-signals.ts';
import { scoringMeter } from './handlers/scoring-meter.ts';

export interface ScoringConnections {
  readonly database: Sql;
  readonly cache: Pick<Cache, 'versionedValues' | 'seenMembers'>;
  readonly telemetry: Telemetry;
  readonly now: Clock;
  readonly sessionsInMemoryMax: number;
  /** Days after which a session in which nobody was seen is dropped. */
  readonly idleDays: number;
}

/** Scoring: what it consumes, and what it does again and again. */
export function scoring(to: ScoringConnections) {
  const scores = to.cache.versionedValues(scoredSessionsKeyspace);
  const handle = scoreSignals({
    sessions: rememberingSessionStore(postgresSessionStore(to.database), to.sessionsInMemoryMax),
    publish: publishScoresToCache(scores),
    forget: forgetSessionsInCache(scores, to.cache.seenMembers({ ...seenEventsKeyspace, now: to.now })),
    meter: scoringMeter(to.telemetry, to.now),
    now: to.now,
  });
  const subscriptions: Subscription[] = [{ topic: signalsTopic.name, group: 'scoring', handle }];
  return {
    subscriptions,
    jobs: [forgetIdleSessions({ ...to, forgetIdle: postgresForgetIdle(to.database) })],
  };
}
