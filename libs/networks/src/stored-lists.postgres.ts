import type { Sql } from '@botect/database';
import type { AddressRange } from '@botect/rules';
import { readPublished, writtenRange } from './published-list.ts';

/** The last good copy of a list. */
export interface StoredList {
  readonly name: string;
  readonly ranges: readonly AddressRange[];
  readonly fetchedAtMs: number;
}

/** The lists' durable home, read by every process that judges addresses and written by scoring. */
export interface StoredLists {
  /** Those of these names that were fetched after that time, in ms since 1970. */
  newerThan(timeMs: number, names: readonly string[]): Promise<readonly StoredList[]>;
  /** Whether the list is due, in which case it is this caller's for an hour. */
  claim(name: string, nowMs: number): Promise<boolean>;
  /** A good copy; the next is due in a day. */
  keep(list: StoredList): Promise<void>;
  /** Why there is no newer copy; the one before stays. */
  refuse(name: string, reason: string): Promise<void>;
}

const [hourMs, dayMs] = [3_600_000, 86_400_000];

const newerSql = `
  select name, ranges, (extract(epoch from fetched_at) * 1000)::float8 as fetched_at_ms
  from scoring.network_lists where fetched_at > $1 and name = any($2) and ranges is not null`;

const claimSql = `
  insert into scoring.network_lists as known (name, due_at) values ($1, $2)
  on conflict (name) do update set due_at = excluded.due_at where known.due_at <= $3
  returning name`;

const keepSql = `
  update scoring.network_lists set ranges = $2, fetched_at = $3, due_at = $4, refusal = null
  where name = $1 and (fetched_at is null or fetched_at < $3)`;

const refuseSql = 'update scoring.network_lists set refusal = $2 where name = $1';

interface Row {
  readonly name: string;
  readonly ranges: string;
  readonly fetched_at_ms: number;
}

export function postgresStoredLists(sql: Sql): StoredLists {
  return {
    async newerThan(timeMs, names) {
      const { rows } = await sql.query<Row>(newerSql, [new Date(timeMs), names]);
      return rows.map(({ name, ranges, fetched_at_ms }) => ({
        name,
        ranges: readPublished(ranges, 'lines'),
        fetchedAtMs: fetched_at_ms,
      }));
    },
    async claim(name, nowMs) {
      const times = [new Date(nowMs + hourMs), new Date(nowMs)];
      const { rows } = await sql.query(claimSql, [name, ...times]);
      return rows.length > 0;
    },
    async keep({ name, ranges, fetchedAtMs }) {
      const text = ranges.map(writtenRange).join('\n');
      await sql.query(keepSql, [name, text, new Date(fetchedAtMs), new Date(fetchedAtMs + dayMs)]);
    },
    async refuse(name, reason) {
      await sql.query(refuseSql, [name, reason]);
    },
  };
}
