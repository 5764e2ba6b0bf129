import type { NotePolicyChanges } from '../ports/index.ts';
import type { Queries } from './queries.ts';

/**
 * The database says when, by its own clock, as whoever looks for notes asks it; Prisma would say it by this process's.
 * Notes older than an hour go with each new one: a reader that has not looked for so long asks for everything anew.
 */
export function prismaNotePolicyChanges(queries: Queries): NotePolicyChanges {
  return async (projectIds) => {
    if (projectIds.length === 0) return;
    await queries.$executeRaw`insert into accounts.policy_changes (project_id) select unnest(${[...projectIds]}::int[])`;
    await queries.$executeRaw`delete from accounts.policy_changes where at < now() - interval '1 hour'`;
  };
}
