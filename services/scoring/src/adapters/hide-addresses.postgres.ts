import { addressHashSql, type Sql } from '@botect/database';
import type { HideAddresses } from '../ports.ts';

/**
 * The address goes from the row and from the three places of the state that have one: what the browser came from, what a server
 * told for certain, and what it told for the owner to look at. In its stead stays a hash under the project's own secret, by
 * which an owner who knows the address finds the session. The revision stays, nothing of the score being changed. Rows that
 * somebody holds are left to the next round, so that replicas that do this at once share the work.
 */
const hideSql = `
  with idle as (
    select project_id, token from scoring.sessions
    where not address_hidden and last_seen_at < $1 order by last_seen_at limit $2 for no key update skip locked
  )
  update scoring.sessions session set
    address_hidden = true,
    address_hash = ${addressHashSql('session.project_id', 'session.ip')},
    ip = null,
    state = jsonb_set(jsonb_set(state, '{client,ip}', 'null', false), '{hits,address}', 'null', false) - 'address'
  from idle where session.project_id = idle.project_id and session.token = idle.token`;

export function postgresHideAddresses(sql: Sql): HideAddresses {
  return async (lastSeenBefore, most) =>
    (await sql.query(hideSql, [new Date(lastSeenBefore), most])).rowCount;
}
