import type { Database } from '@botect/database';
import { silentLog } from '@botect/runtime';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { postgresFindCaller } from './find-caller.postgres.ts';
import { prismaCreateFirstAccount } from './first-account.prisma.ts';
import { prismaInvitationStore } from './invitation-store.prisma.ts';

const sessionSeed = new Uint8Array(32).fill(7);

/** On an empty database alone: what happens at the very first start, five replicas at once. */
export function firstAccountContract(database: () => Database): void {
  const tokens = ['a', 'b', 'c', 'd', 'e'].map((name) => `first-token-${name}`);
  let outcomes: (number | null)[];
  const start = (token: string) =>
    prismaCreateFirstAccount(database().prisma)({ token, code: `code-of-${token}`, sessionSeed });

  describe('the first start', () => {
    beforeAll(async () => {
      outcomes = await Promise.all(tokens.map(start));
    });

    test('of simultaneous starts one creates, and its project has the id 123', () => {
      expect(outcomes.filter((projectId) => projectId !== null)).toEqual([123]);
    });

    test('there is one account, user, membership, token and project', async () => {
      const { account, user, membership, key, project } = database().prisma;
      const counts = [account, user, membership, key, project].map((table) => count(table));
      expect(await Promise.all(counts)).toEqual([1, 1, 1, 1, 1]);
    });

    test('the token of the one that created speaks for the owner, the others for nobody', async () => {
      const find = postgresFindCaller(database(), silentLog);
      const winner = outcomes.indexOf(123);
      const callers = await Promise.all(tokens.map(find));
      expect(callers[winner]).toMatchObject({
        user: { name: 'Owner', email: 'owner@localhost' },
        account: { name: 'My account', slug: 'my-account', is_personal: false, role: 'owner' },
      });
      expect(callers.filter((caller) => caller !== null)).toHaveLength(1);
    });

    test('the code of the one that created is the owner’s, without end', async () => {
      const codes = tokens.map((token) => prismaInvitationStore(database().prisma).find(`code-of-${token}`));
      const found = (await Promise.all(codes)).filter((code) => code !== null);
      expect(found).toMatchObject([{ email: 'owner@localhost', byOperator: true }]);
    });

    test('the first project is there, scoring not enabled', async () => {
      const { project, scoringSettings, key } = database().prisma;
      expect(await project.findFirst()).toMatchObject({ name: 'My first site', isActive: true });
      expect(await scoringSettings.findFirst()).toMatchObject({ enabledAt: null, sessionSeed });
      expect(await key.count({ where: { kind: { not: 'account' } } })).toBe(0);
    });

    test('a later start creates nothing', async () => {
      expect(await start('later')).toBeNull();
      expect(await count(database().prisma.account)).toBe(1);
    });
  });
}

const count = (table: { count(): Promise<number> }) => table.count();
