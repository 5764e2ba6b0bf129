import { type Permission, permissions, type Role, rolePermissions } from '@botect/contracts';
import type { Database } from '@botect/database';
import { silentLog } from '@botect/runtime';
import { describe, expect, test } from '@jest/globals';
import { buildAccount } from './account-builder.fixture.ts';
import { postgresFindCaller } from './find-caller.postgres.ts';

export function findCallerContract(database: () => Database): void {
  const find = (token: string) => postgresFindCaller(database(), silentLog)(token);
  const lastUsed = async (accountId: number) =>
    (await database().prisma.key.findFirstOrThrow({ where: { accountId } })).lastUsedAt;
  const setLastUsed = (accountId: number, ago: string) =>
    database().query('update accounts.keys set last_used_at = now() - $2::interval where account_id = $1', [
      accountId,
      ago,
    ]);

  describe('finding the caller of a token', () => {
    test('a live token speaks for its user and its account, with the role the user has there', async () => {
      const { token, userId: id, accountId } = await buildAccount(database());
      const { email } = await database().prisma.user.findUniqueOrThrow({ where: { id } });
      const { slug } = await database().prisma.account.findUniqueOrThrow({ where: { id: accountId } });
      expect(await find(token)).toEqual({
        user: {
          id,
          name: 'Ada',
          email,
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        },
        account: { id: accountId, name: 'Acme Inc', slug, is_personal: false, role: 'owner' },
        suspended: false,
        actor: { kind: 'key', id: expect.any(String), name: 'test' },
        permissions: new Set(permissions),
        projectId: null,
        secondsLeft: null,
      });
    });

    test.each<[Role, Permission[] | null, readonly Permission[]]>([
      ['admin', null, permissions],
      ['viewer', null, rolePermissions.viewer],
      ['owner', ['getRules', 'createRule'], ['getRules', 'createRule']],
      ['viewer', ['getRules', 'createRule'], ['getRules']],
    ])('the role %s and a key’s set %j allow what both do', async (role, set, allowed) => {
      const { token } = await buildAccount(database(), { role, permissions: set });
      expect((await find(token))?.permissions).toEqual(new Set(allowed));
    });

    test('a token nobody has, a revoked and an expired one speak for nobody', async () => {
      const past = new Date(Date.UTC(2020, 0));
      const { token: revoked } = await buildAccount(database(), { tokenRevokedAt: past });
      const { token: expired } = await buildAccount(database(), { tokenExpiresAt: past });
      expect(await Promise.all(['nobody', '', revoked, expired].map((token) => find(token)))).toEqual([
        null,
        null,
        null,
        null,
      ]);
    });

    test('a token that expires later is live, and how long is told by the database’s clock', async () => {
      const { token, accountId } = await buildAccount(database());
      const end = "update accounts.keys set expires_at = now() + interval '1 hour' where account_id = $1";
      await database().query(end, [accountId]);
      const left = (await find(token))?.secondsLeft ?? 0;
      expect([left <= 3_600, left > 3_500]).toEqual([true, true]);
    });

    test('once the user has left the account, the token speaks for the user alone', async () => {
      const { token, userId } = await buildAccount(database(), { memberLeft: true });
      expect(await find(token)).toMatchObject({ user: { id: userId }, account: null });
    });

    test('a suspended account is told', async () => {
      const { token } = await buildAccount(database(), { suspendedAt: new Date(Date.UTC(2026, 0)) });
      expect(await find(token)).toMatchObject({ suspended: true });
    });

    test('use is recorded at once, then once a minute at most', async () => {
      const { token, accountId } = await buildAccount(database());
      await find(token);
      expect(await lastUsed(accountId)).not.toBeNull();
      await setLastUsed(accountId, '59 seconds');
      const recent = await lastUsed(accountId);
      await find(token);
      expect(await lastUsed(accountId)).toEqual(recent);
      await setLastUsed(accountId, '61 seconds');
      const old = await lastUsed(accountId);
      await find(token);
      expect(await lastUsed(accountId)).not.toEqual(old);
    });

    test('a use recorded lately costs no write, and one that cannot be recorded refuses nobody', async () => {
      const { token } = await buildAccount(database());
      let writes = 0;
      const query = <Row>(text: string, parameters?: readonly unknown[]) => {
        if (!/update/.test(text)) return database().query<Row>(text, parameters);
        writes += 1;
        return Promise.reject(new Error('read only'));
      };
      expect(await postgresFindCaller({ query }, silentLog)(token)).not.toBeNull();
      expect(await find(token)).not.toBeNull();
      await postgresFindCaller({ query }, silentLog)(token);
      expect(writes).toBe(1);
    });
  });
}
