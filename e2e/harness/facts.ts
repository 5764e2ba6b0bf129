import type { Sql } from '@botect/database';

/** Events an account was metered for, over all months. */
export async function usageOf(sql: Sql, accountId: number): Promise<number> {
  const text =
    'select coalesce(sum(events), 0)::int as events from scoring.usage_months where account_id = $1';
  const { rows } = await sql.query<{ events: number }>(text, [accountId]);
  return rows[0]?.events ?? 0;
}

/** Account tokens in what a process printed at its first start. */
export function tokensIn(output: string): string[] {
  return [...output.matchAll(/shown this once: +(bat_\w+)/g)].map(([, token]) => token ?? '');
}

/** What is durable of a project's sessions, by token. */
export async function scoresOf(sql: Sql, projectId: number): Promise<readonly unknown[]> {
  const text =
    'select token, score, detection_ids from scoring.sessions where project_id = $1 order by token';
  return (await sql.query(text, [projectId])).rows;
}
