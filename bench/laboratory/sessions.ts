import { compactKey, connectCache } from '@botect/cache';
import {
  encodeScoredSession,
  type ScoredSession,
  scoredSessionsKeyspace,
  sessionKey,
  type Verdict,
} from '@botect/contracts';
import type { Database } from '@botect/database';
import { silentLog } from '@botect/runtime';
import { Redis } from 'ioredis';

/** The sessions that `bench/load/verdicts.lua` and the open loop ask for. */
export function sessionToken(index: number): string {
  return `bt_bench${String(index).padStart(19, '0')}`;
}

const behavioral = {
  mouseEntropy: 0.5412,
  scrollVelocity: 512.25,
  visibilityChanges: 1,
  firstInputDelayMs: 6,
  timeToFirstInputMs: 750,
};
const person: ScoredSession = {
  score: 87,
  detectionIds: [],
  verifiedCategory: null,
  jsPassed: true,
  loggedIn: null,
  behavioral,
};
const bot: ScoredSession = { ...person, score: 12, detectionIds: [2001, 3002], jsPassed: false };

/** Every measure taken, and every fifth a bot with two detections. */
export function scoredSession(index: number): ScoredSession {
  return index % 5 === 0 ? bot : person;
}

const chunk = 5_000;

/** Writes sessions 0 to `count` into Redis the way scoring does. */
export async function fillCache(redisUrl: string, projectId: number, count: number): Promise<void> {
  const cache = await connectCache({ redisUrl, log: silentLog, commandTimeoutMs: 10_000 });
  const values = cache.versionedValues(scoredSessionsKeyspace);
  for (let start = 0; start < count; start += chunk) {
    const entries = Array.from({ length: Math.min(chunk, count - start) }, (_, at) => ({
      key: compactKey(sessionKey(projectId, sessionToken(start + at))),
      revision: 3,
      value: encodeScoredSession(scoredSession(start + at)),
    }));
    await values.putNewest(entries);
  }
  await cache.close();
}

/** The answer to a session as it goes over the wire: what the reference keeps, ready to send. */
const verdict: Verdict = {
  verdict: 'likely_human',
  score: 87,
  action: 'allow',
  detection_ids: [],
  reason: 'No bot signals; natural interaction profile.',
};

/** Writes the same sessions for `bench/references/http-to-redis.ts`. */
export async function fillReference(redisUrl: string, count: number): Promise<void> {
  const redis = new Redis(redisUrl);
  const json = JSON.stringify(verdict);
  for (let start = 0; start < count; start += chunk) {
    const pairs = Array.from({ length: Math.min(chunk, count - start) }, (_, at) => [
      `reference:${sessionToken(start + at)}`,
      json,
    ]);
    await redis.mset(...pairs.flat());
  }
  await redis.quit();
}

/** The same sessions where verdict looks when Redis cannot tell. */
export async function fillDatabase(database: Database, projectId: number, count: number): Promise<void> {
  await database.query(
    `insert into scoring.sessions (project_id, token, account_id, revision, score, detection_ids, js_passed,
       mouse_entropy, scroll_velocity, visibility_changes, first_input_delay_ms, time_to_first_input_ms, reasons, state,
       first_seen_at, last_seen_at, scored_at)
     select $1, 'bt_bench' || lpad(index::text, 19, '0'), 1, 3, 87, '{}', true, 0.5412, 512.25, 1, 6, 750, '[]', '{}',
       now(), now(), now()
     from generate_series(0, $2::int - 1) index on conflict do nothing`,
    [projectId, count],
  );
}
