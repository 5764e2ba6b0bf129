import type { Project } from '@botect/contracts';
import type { Prisma, PrismaClient } from '@botect/database';
import type { ProjectStore } from '../ports.ts';

type ProjectRow = Prisma.ProjectGetPayload<Record<never, never>>;

export function prismaProjectStore(prisma: PrismaClient): ProjectStore {
  return {
    async list(accountId) {
      const rows = await prisma.project.findMany({ where: { accountId }, orderBy: { id: 'asc' } });
      return rows.map(projectOf);
    },
    async create(accountId, { name, domains, sessionSeed }) {
      const settings = { create: { sessionSeed } };
      return projectOf(
        await prisma.project.create({ data: { accountId, name, domains: [...domains], settings } }),
      );
    },
    async owns(accountId, projectId) {
      return (await prisma.project.count({ where: { id: projectId, accountId } })) > 0;
    },
  };
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
