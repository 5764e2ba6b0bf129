import { readdirSync, readlinkSync, statSync } from 'node:fs';
import type { Database } from '@botect/database';

/** Bytes the brokers hold of a topic on this machine, indexes left out. */
export function topicBytes(
  brokers: readonly { readonly process: { readonly id: number } }[],
  topic: string,
): number {
  const segment = new RegExp(`/${topic}-\\d+/\\d+\\.log$`);
  const files = brokers.flatMap(({ process: { id } }) =>
    readdirSync(`/proc/${id}/fd`).flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/${id}/fd/${fd}`)];
      } catch {
        // Closed since the folder was read.
        return [];
      }
    }),
  );
  return [...new Set(files)]
    .filter((file) => segment.test(file))
    .reduce((sum, file) => sum + statSync(file).size, 0);
}

export interface StoredRows {
  readonly rows: number;
  /** Table, indexes and what is stored out of line. */
  readonly bytes: number;
}

/** The sessions of a database, after it was tidied up. */
export async function storedSessions(database: Database): Promise<StoredRows> {
  await database.query('vacuum full analyze scoring.sessions');
  const { rows } = await database.query<{ rows: number; bytes: number }>(
    `select count(*)::int as rows, pg_total_relation_size('scoring.sessions')::float8 as bytes from scoring.sessions`,
  );
  return rows[0] ?? { rows: 0, bytes: 0 };
}

/** So many copies of every session under other tokens: rows as big as real ones, without scoring each of them. */
export async function multiplySessions(database: Database, copies: number): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'scoring' and table_name = 'sessions' and is_generated = 'NEVER' order by ordinal_position`,
  );
  const columns = rows.map(({ name }) => name);
  const copied = columns.map((name) => (name === 'token' ? `token || '-' || copy` : name));
  for (let copy = 1; copy <= copies; copy += 1) {
    await database.query(
      `insert into scoring.sessions (${columns}) select ${copied} from scoring.sessions,
         (values (${copy})) as copies (copy) where token not like '%-%'`,
    );
  }
}
