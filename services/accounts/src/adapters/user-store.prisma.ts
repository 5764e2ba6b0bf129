import { Problem } from '@botect/contracts';
import { Prisma } from '@botect/database';
import type { UserStore } from '../ports/index.ts';
import { accountsOf, userOf, withMemberships } from './membership-row.ts';
import type { Queries } from './queries.ts';

export function prismaUserStore(queries: Queries): UserStore {
  return {
    async find(email) {
      const row = await queries.user.findUnique({ where: { email }, include: withMemberships });
      if (row === null) return null;
      return { user: userOf(row), passwordHash: row.passwordHash, accounts: accountsOf(row) };
    },
    async change(userId, { name, email, passwordHash, passwordHashBefore }) {
      const password = passwordHash ?? passwordHashBefore;
      const data = {
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email }),
        // Written also where it stays: an update of nothing would not look at the row.
        ...(password !== undefined && { passwordHash: password }),
      };
      const unchanged = passwordHashBefore !== undefined && { passwordHash: passwordHashBefore };
      const where = { id: userId, ...unchanged };
      return (await queries.user.updateMany({ where, data }).catch(asTaken)).count > 0;
    },
  };
}

const uniqueViolation = 'P2002';

function asTaken(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === uniqueViolation)
    throw new Problem('USER_EXISTS', 'Somebody has this address already.');
  throw error;
}
