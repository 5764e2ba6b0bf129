import type { Database } from '@botect/database';
import { silentLog } from '@botect/runtime';
import { describe, expect, test } from '@jest/globals';
import { buildAccount } from './account-builder.fixture.ts';
import { postgresFindLogin } from './find-login.postgres.ts';
import { prismaLoginStore } from './login-store.prisma.ts';

let made = 0;

export function loginStoreContract(database: () => Database): void {
  const logins = () => prismaLoginStore(database().prisma);
  const find = (cookie: string) => postgresFindLogin(database(), silentLog)(cookie);

  /** An account and a login of its owner. */
  async function opened(seconds = 60) {
    const account = await buildAccount(database());
    const open = async () => {
      const cookie = `cookie-${++made}`;
      await logins().open({ ...account, cookie, seconds, address: '192.0.2.1', userAgent: 'Browser' });
      return cookie;
    };
    return { ...account, open, cookie: await open() };
  }

  describe('logins', () => {
    test('an open one speaks for its person, in its account', async () => {
      const { cookie, accountId, userId } = await opened();
      expect(await find(cookie)).toMatchObject({
        actor: { kind: 'person', id: `${userId}`, name: 'Ada' },
        user: { id: userId },
        account: { id: accountId, role: 'owner' },
        projectId: null,
      });
    });

    test('one that is closed, over or nobody’s speaks for nobody', async () => {
      const [closed, over] = [await opened(), await opened(0)];
      await logins().close(closed.cookie);
      expect(await Promise.all([closed.cookie, over.cookie, 'nobody', ''].map(find))).toEqual(
        Array(4).fill(null),
      );
    });

    test('once the person has left, it speaks for the person alone', async () => {
      const { cookie, accountId } = await opened();
      await database().prisma.membership.deleteMany({ where: { accountId } });
      expect(await find(cookie)).toMatchObject({ account: null, permissions: new Set() });
    });

    test('closing the others leaves the one named, and those of other people', async () => {
      const [one, other] = [await opened(), await opened()];
      const second = await one.open();
      await logins().closeOthers(one.userId, second);
      const live = await Promise.all([one.cookie, second, other.cookie].map(find));
      expect(live.map((caller) => caller !== null)).toEqual([false, true, true]);
      await logins().closeOthers(one.userId, null);
      expect(await find(second)).toBeNull();
    });
  });
}
