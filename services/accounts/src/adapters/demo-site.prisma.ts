import type { Prisma, PrismaClient } from '@botect/database';
import type { Clock } from '@botect/runtime';
import { demoAccount, demoProject, demoToggles } from '../core/demo-site.ts';
import type { DemoSecrets, OpenDemoSite } from '../ports/index.ts';
import { prismaAuditStore } from './audit-store.prisma.ts';
import { prismaKeyStore } from './key-store.prisma.ts';

/** Any number no other advisory lock of this database has; see also `first-account.prisma.ts`. */
const advisoryLock = 20_261_124;
const patience = { maxWait: 5_000, timeout: 8_000 };

export function prismaDemoSite(prisma: PrismaClient, now: Clock): OpenDemoSite {
  return (secrets) =>
    prisma.$transaction(async (inside) => {
      await inside.$executeRaw`select pg_advisory_xact_lock(${advisoryLock})`;
      const where = { account: { slug: demoAccount.slug } };
      const found = await inside.project.findFirst({ where, orderBy: { id: 'asc' } });
      const projectId = found?.id ?? (await create(inside, secrets));
      const { siteKey } = await prismaKeyStore(inside, now).enable(projectId, secrets.keys);
      return { projectId, siteKey };
    }, patience);
}

async function create(inside: Prisma.TransactionClient, { sessionSeed, requestId }: DemoSecrets) {
  const project = { name: demoProject, settings: { create: { sessionSeed, ...demoToggles } } };
  const { id: accountId, projects } = await inside.account.create({
    data: { ...demoAccount, projects: { create: project } },
    select: { id: true, projects: { select: { id: true } } },
  });
  const [made] = projects;
  if (made === undefined) throw new Error('the demo was made without its project');
  const origin = {
    accountId,
    actor: { kind: 'system', id: null, name: 'demo' },
    requestId,
    address: 'this machine',
  } as const;
  const note = { action: 'project.created', subject: 'project', subjectId: made.id, projectId: made.id };
  await prismaAuditStore(inside).append(origin, [{ ...note, after: { name: demoProject } }]);
  return made.id;
}
