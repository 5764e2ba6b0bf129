import type { Queries } from './queries.ts';

/**
 * Of two transactions that decide something for a whole account, the second one sees what the first did. Others may still refer to
 * the row.
 */
export async function lockAccount(queries: Queries, accountId: number): Promise<void> {
  await queries.$queryRaw`select id from accounts.accounts where id = ${accountId} for no key update`;
}

/** The same for one project. */
export async function lockProject(queries: Queries, projectId: number): Promise<void> {
  await queries.$queryRaw`select id from accounts.projects where id = ${projectId} for no key update`;
}
