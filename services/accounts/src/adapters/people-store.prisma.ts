import type { PeopleStores } from '../ports/index.ts';
import { prismaAccountStore } from './account-store.prisma.ts';
import { prismaInvitationStore } from './invitation-store.prisma.ts';
import { prismaLoginStore } from './login-store.prisma.ts';
import { prismaMemberStore } from './member-store.prisma.ts';
import { prismaOpenAccount } from './open-account.prisma.ts';
import type { Queries } from './queries.ts';
import { prismaUserStore } from './user-store.prisma.ts';

export const prismaPeopleStores = (queries: Queries): PeopleStores => ({
  members: prismaMemberStore(queries),
  users: prismaUserStore(queries),
  invitations: prismaInvitationStore(queries),
  logins: prismaLoginStore(queries),
  accounts: prismaAccountStore(queries),
  openAccount: prismaOpenAccount(queries),
});
