import type { Prisma, PrismaClient } from '@botect/database';
import { hashKey } from '@botect/policy';
import { firstAccount } from '../core/first-account.ts';
import type { CreateFirstAccount, FirstSecrets } from '../ports/index.ts';
import { prismaInvitationStore } from './invitation-store.prisma.ts';

/** Any number no other advisory lock of this database has; migrations take 20261121 and 72707369. */
const advisoryLock = 20_261_122;

/** Replicas that start together wait here for the one that creates. */
const patience = { maxWait: 5_000, timeout: 8_000 };

export function prismaCreateFirstAccount(prisma: PrismaClient): CreateFirstAccount {
  return (secrets) =>
    prisma.$transaction(async (inside) => {
      await inside.$executeRaw`select pg_advisory_xact_lock(${advisoryLock})`;
      return (await inside.account.count()) > 0 ? null : create(inside, secrets);
    }, patience);
}

async function create(inside: Prisma.TransactionClient, { token, code, sessionSeed }: FirstSecrets) {
  const { account, user, role, tokenLabel: label, projectName: name } = firstAccount;
  const memberships = { create: { role, user: { create: user } } };
  const { id: accountId, ...made } = await inside.account.create({
    data: { ...account, memberships },
    select: { id: true, memberships: true },
  });
  const keyHash = new Uint8Array(hashKey(token));
  const lastFour = token.slice(-4);
  for (const { userId } of made.memberships) {
    const data = { kind: 'account', accountId, userId, createdBy: userId, label, keyHash, lastFour };
    await inside.key.create({ data });
    await prismaInvitationStore(inside).create({ accountId, userId }, code, null);
  }
  const project = await inside.project.create({
    data: { accountId, name, settings: { create: { sessionSeed } } },
  });
  return project.id;
}
