import type { Sql } from '@botect/database';
import type { ReadSessions } from '../ports/index.ts';

/** A session without a score is not decided on by rules, verified bots apart. */
const pageSql = `
  select token, score, detection_ids, verified_category, js_passed, mouse_entropy, scroll_velocity, visibility_changes,
    first_input_delay_ms, time_to_first_input_ms, ip, ua, country, last_seen_at
  from scoring.sessions
  where project_id = $1 and last_seen_at >= $2 and (last_seen_at, token) < ($3, $4)
    and (score > 0 or verified_category is not null)
  order by last_seen_at desc, token desc limit $5`;

interface SessionRow {
  readonly token: string;
  readonly score: number;
  readonly detection_ids: readonly number[];
  readonly verified_category: string | null;
  readonly js_passed: boolean | null;
  readonly mouse_entropy: number | null;
  readonly scroll_velocity: number | null;
  readonly visibility_changes: number | null;
  readonly first_input_delay_ms: number | null;
  readonly time_to_first_input_ms: number | null;
  readonly ip: string | null;
  readonly ua: string | null;
  readonly country: string | null;
  readonly last_seen_at: Date;
}

export function postgresReadSessions(sql: Sql): ReadSessions {
  return async (projectId, sinceMs, { after, limit }) => {
    const { rows } = await sql.query<SessionRow>(pageSql, [
      projectId,
      new Date(sinceMs),
      after === undefined ? 'infinity' : new Date(after.lastSeenMs),
      after?.token ?? '',
      limit,
    ]);
    return rows.map((row) => ({
      token: row.token,
      score: row.score,
      detectionIds: row.detection_ids,
      verifiedCategory: row.verified_category,
      jsPassed: row.js_passed,
      behavioral: {
        mouseEntropy: row.mouse_entropy,
        scrollVelocity: row.scroll_velocity,
        visibilityChanges: row.visibility_changes,
        firstInputDelayMs: row.first_input_delay_ms,
        timeToFirstInputMs: row.time_to_first_input_ms,
      },
      ip: row.ip,
      ua: row.ua,
      country: row.country,
      lastSeenMs: row.last_seen_at.getTime(),
    }));
  };
}
