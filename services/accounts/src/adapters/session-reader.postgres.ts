import { addressHashSql, type Sql } from '@botect/database';
import type { SessionFilter } from '../core/session-record.ts';
import type { SessionReader } from '../ports/index.ts';
import { bandSql } from './band-sql.ts';
import { type FactsRow, factsOf, type RecordRow, recordOf } from './session-row.ts';

/**
 * One constant statement for every combination of filters: a filter that is null is folded away when it is planned. Times and
 * the place after which a page begins are always given, so that the index of a project's sessions by time carries the search.
 * Addresses are stored as the socket or a proxy spelled them; those with a zone belong to no network. Of a session long idle
 * there is a hash, which a single address finds and a network does not.
 */
const matching = `
  from scoring.sessions s
  where s.project_id = $1
    and s.last_seen_at >= $2::timestamptz and s.last_seen_at < $3::timestamptz
    and ($4::text is null or s.token = $4)
    and ($5::text is null or starts_with(s.token, $5))
    and ($6::text is null or
      case when s.ip ~ '^[0-9A-Fa-f:.]+$' then s.ip::inet <<= network($6::inet)
        else s.address_hash = ${addressHashSql('$1', 'abbrev($6::inet)')} end)
    and ($7::text is null or s.ua = $7)
    and ($8::text is null or upper(s.country) = upper($8))
    and ($9::text is null or $9 = ${bandSql('s', '(select likely_bot_threshold from accounts.scoring_settings where project_id = $1)')})
    and ($10::int is null or s.score >= $10)
    and ($11::int is null or s.score <= $11)
    and ($12::int is null or $12 = any(s.detection_ids))
    and ($13::boolean is null or $13 = (s.verified_category is not null))`;

const facts = `s.token, s.score, s.detection_ids, s.verified_category, s.ip, s.ua, s.country,
  s.first_seen_at, s.last_seen_at, s.scored_at`;

// Tokens in the order of their bytes, whatever language the database sorts by.
const pageSql = `
  select ${facts} ${matching}
    and (s.last_seen_at, s.token collate "C") < ($14::timestamptz, $15::text)
  order by s.last_seen_at desc, s.token collate "C" desc
  limit $16`;

const countSql = `select count(*)::int as counted from (select 1 ${matching} limit $14) as found`;

const findSql = `
  select ${facts}, s.js_passed, s.logged_in, s.mouse_entropy, s.scroll_velocity, s.visibility_changes, s.first_input_delay_ms,
    s.time_to_first_input_ms, s.reasons, s.history, s.state - 'seen' as state
  from scoring.sessions s where s.project_id = $1 and s.token = $2`;

// As text, or numbers beyond 2^53 would come out other than they are.
const wholeSql = `
  select s.token, to_jsonb(s)::text as document
  from scoring.sessions s where s.project_id = $1 and s.token = any($2::text[])`;

export function postgresSessionReader(sql: Sql): SessionReader {
  return {
    async page(projectId, filter, { limit, after }) {
      const place = after === null ? ['infinity', ''] : [new Date(after.lastSeenAtMs), after.token];
      const parameters = [...matchingParameters(projectId, filter), ...place, limit];
      return (await sql.query<FactsRow>(pageSql, parameters)).rows.map(factsOf);
    },
    async count(projectId, filter, most) {
      const parameters = [...matchingParameters(projectId, filter), most];
      return (await sql.query<{ counted: number }>(countSql, parameters)).rows[0]?.counted ?? 0;
    },
    async find(projectId, token) {
      const [row] = (await sql.query<RecordRow>(findSql, [projectId, token])).rows;
      return row === undefined ? null : recordOf(row);
    },
    async whole(projectId, tokens) {
      const { rows } = await sql.query<{ token: string; document: string }>(wholeSql, [projectId, tokens]);
      const documents = new Map(rows.map(({ token, document }) => [token, document]));
      return tokens.flatMap((token) => documents.get(token) ?? []);
    },
  };
}

function matchingParameters(projectId: number, filter: SessionFilter): unknown[] {
  return [
    projectId,
    filter.fromMs === null ? '-infinity' : new Date(filter.fromMs),
    filter.toMs === null ? 'infinity' : new Date(filter.toMs),
    filter.token,
    filter.tokenBegins,
    filter.network,
    filter.userAgent,
    filter.country,
    filter.band,
    filter.scoreMin,
    filter.scoreMax,
    filter.detectionId,
    filter.verified,
  ];
}
