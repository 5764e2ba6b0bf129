import type { Project } from '@botect/contracts';
import type { Prisma } from '@botect/database';
import { hashKey } from '@botect/policy';
import type { ProjectStore } from '../ports/index.ts';
import type { Queries } from './queries.ts';
import { lockAccount, lockProject } from './row-locks.ts';

type ProjectRow = Prisma.ProjectGetPayload<Record<never, never>>;

export function prismaProjectStore(queries: Queries): ProjectStore {
  const find = async (accountId: number, projectId: number) => {
    const row = await queries.project.findFirst({ where: { id: projectId, accountId } });
    return row && projectOf(row);
  };
  return {
    async list(accountId) {
      const rows = await queries.project.findMany({ where: { accountId }, orderBy: { id: 'asc' } });
      return rows.map(projectOf);
    },
    async create(accountId, { name, domains, sessionSeed }) {
      const settings = { create: { sessionSeed } };
      return projectOf(
        await queries.project.create({ data: { accountId, name, domains: [...domains], settings } }),
      );
    },
    find,
    async bySiteKey(accountId, siteKey) {
      // Whether a key has come to its end is judged by the database's clock.
      const [key] = await queries.$queryRaw<{ project_id: number }[]>`
        select project_id from accounts.keys
        where key_hash = ${hashKey(siteKey)} and account_id = ${accountId} and kind = 'site'
          and revoked_at is null and (expires_at is null or expires_at > now())`;
      return key === undefined ? null : find(accountId, key.project_id);
    },
    async change(accountId, projectId, { name, domains, isActive }) {
      if (isActive === false) await lockAccount(queries, accountId);
      const before = await heldProject(queries, projectId);
      const others = { accountId, isActive: true, id: { not: projectId } };
      const ends = before.isActive && isActive === false;
      if (ends && (await queries.project.count({ where: others })) === 0) return null;
      const data = {
        name: name ?? before.name,
        domains: domains ? [...domains] : before.domains,
        isActive: isActive ?? before.isActive,
      };
      const after = await queries.project.update({ where: { id: projectId }, data });
      return { before: projectOf(before), after: projectOf(after) };
    },
  };
}

async function heldProject(queries: Queries, id: number): Promise<ProjectRow> {
  await lockProject(queries, id);
  return queries.project.findUniqueOrThrow({ where: { id } });
}

function projectOf({ id, name, domains, isActive, createdAt, updatedAt }: ProjectRow): Project {
  return {
    id,
    name,
    domains,
    is_active: isActive,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}
