import type { Sql } from '@botect/database';
import type { Load } from './load.ts';

/** What became of an owner's writes. */
export interface WritesKept {
  /** Answered 201. */
  readonly written: number;
  /** Answered 201, and not there. */
  readonly writesLost: number;
  /** There, answered or not, and not in the audit exactly once; or there more than once. */
  readonly writesUnaudited: number;
}

/** Looks for the projects a load created, and for their entries in the audit. */
export async function writesKept(sql: Sql, { created, unanswered }: Load): Promise<WritesKept> {
  const names = [...created, ...unanswered];
  const { rows } = await sql.query<{ name: string; projects: number; audited: number }>(
    `select name, count(*)::int as projects, sum((
         select count(*) from accounts.audit_entries
         where action = 'project.created' and project_id = p.id))::int as audited
     from accounts.projects p where name = any($1) group by name`,
    [names],
  );
  const kept = new Set(rows.map(({ name }) => name));
  return {
    written: created.size,
    writesLost: [...created].filter((name) => !kept.has(name)).length,
    writesUnaudited: rows.filter(({ projects, audited }) => projects !== 1 || audited !== 1).length,
  };
}
