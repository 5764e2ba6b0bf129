import type { Sql } from '@botect/database';
import type { SessionChange, SessionStore, StoredSession } from '../ports.ts';

/**
 * One statement loads a fetch's sessions, one saves them together with the metering of their accounts: a crash leaves
 * both or neither. Rows go in as one JSON parameter, which costs the driver less than an array per column. Ordered
 * by key, so that two writers never wait for each other in a circle.
 */
const loadSql = `
  select s.project_id, s.token, s.revision, s.state
  from json_to_recordset($1::json) as wanted(project_id int, token text)
  join scoring.sessions s using (project_id, token)`;

const saveSql = `
  with input as (
    select * from json_to_recordset($1::json) as row(
      project_id int, token text, account_id int, revision int, score int, detection_ids int[], verified_category text,
      js_passed bool, mouse_entropy real, scroll_velocity real, visibility_changes int, first_input_delay_ms int,
      time_to_first_input_ms int, ip text, ua text, reasons jsonb, state jsonb, first_seen_at timestamptz,
      last_seen_at timestamptz, scored_at timestamptz, new_events int)
  ), written as (
    insert into scoring.sessions as stored (
      project_id, token, account_id, revision, score, detection_ids, verified_category, js_passed, mouse_entropy,
      scroll_velocity, visibility_changes, first_input_delay_ms, time_to_first_input_ms, ip, ua, reasons, state,
      first_seen_at, last_seen_at, scored_at)
    select
      project_id, token, account_id, revision, score, detection_ids, verified_category, js_passed, mouse_entropy,
      scroll_velocity, visibility_changes, first_input_delay_ms, time_to_first_input_ms, ip, ua, reasons, state,
      first_seen_at, last_seen_at, scored_at
    from input order by project_id, token
    on conflict (project_id, token) do update set
      revision = excluded.revision, score = excluded.score, detection_ids = excluded.detection_ids,
      verified_category = excluded.verified_category, js_passed = excluded.js_passed,
      mouse_entropy = excluded.mouse_entropy, scroll_velocity = excluded.scroll_velocity,
      visibility_changes = excluded.visibility_changes, first_input_delay_ms = excluded.first_input_delay_ms,
      time_to_first_input_ms = excluded.time_to_first_input_ms, ip = excluded.ip, ua = excluded.ua,
      reasons = excluded.reasons, state = excluded.state, last_seen_at = excluded.last_seen_at,
      scored_at = excluded.scored_at
    where stored.revision = excluded.revision - 1
    returning project_id, token
  ), metered as (
    insert into scoring.usage_months as used (account_id, month, events)
    select account_id, date_trunc('month', last_seen_at at time zone 'UTC')::date, sum(new_events)
    from input join written using (project_id, token)
    group by 1, 2 order by 1, 2
    on conflict (account_id, month) do update set events = used.events + excluded.events
  )
  select count(*)::int as saved from written`;

export function postgresSessionStore(sql: Sql): SessionStore {
  return {
    async load(keys) {
      if (keys.length === 0) return [];
      const wanted = keys.map(({ projectId, token }) => ({ project_id: projectId, token }));
      const { rows } = await sql.query<SessionRow>(loadSql, [JSON.stringify(wanted)]);
      return rows.map(({ project_id, ...rest }) => ({ projectId: project_id, ...rest }));
    },
    async save(changes) {
      const { rows } = await sql.query<{ saved: number }>(saveSql, [JSON.stringify(changes.map(row))]);
      return rows[0]?.saved === changes.length;
    },
  };
}

interface SessionRow extends Pick<StoredSession, 'token' | 'revision' | 'state'> {
  readonly project_id: number;
}

function row({ scoring, state, ...change }: SessionChange) {
  const { behavioral } = scoring;
  return {
    project_id: change.projectId,
    token: change.token,
    account_id: change.accountId,
    revision: change.revision,
    score: scoring.score,
    detection_ids: scoring.detectionIds,
    verified_category: scoring.verifiedCategory,
    js_passed: scoring.jsPassed,
    mouse_entropy: behavioral.mouseEntropy,
    scroll_velocity: behavioral.scrollVelocity,
    visibility_changes: behavioral.visibilityChanges,
    first_input_delay_ms: behavioral.firstInputDelayMs,
    time_to_first_input_ms: behavioral.timeToFirstInputMs,
    ip: state.client?.ip ?? null,
    ua: state.client?.ua ?? null,
    reasons: scoring.reasons,
    state,
    first_seen_at: new Date(state.firstAtMs),
    last_seen_at: new Date(state.lastAtMs),
    scored_at: new Date(change.scoredAtMs),
    new_events: change.newEvents,
  };
}
