import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import { buildAccount } from './account-builder.fixture.ts';
import { prismaPeopleStores } from './people-store.prisma.ts';

let made = 0;
const unique = (word: string) => `${word}-${++made}`;
const invite = (email = `${unique('person')}@example.org`) => ({
  email,
  name: 'Grace',
  role: 'admin' as const,
});

export function peopleStoreContract(database: () => Database): void {
  const stores = () => prismaPeopleStores(database().prisma);
  const inside = <Outcome>(work: (stores: ReturnType<typeof prismaPeopleStores>) => Promise<Outcome>) =>
    database().prisma.$transaction((queries) => work(prismaPeopleStores(queries)));

  /** Somebody invited to an account, and the code they were given. */
  async function invited(accountId: number, email?: string) {
    const code = unique('code');
    const person = await inside(({ members }) => members.add(accountId, invite(email)));
    if (person === null) throw new Error('was in the account already');
    const id = { accountId, userId: person.member.id };
    const expiresAt = await stores().invitations.create(id, code, 7);
    return { ...id, email: person.member.email, code, expiresAt };
  }
  const memberOf = async ({ accountId, userId }: { accountId: number; userId: number }) =>
    (await stores().members.list(accountId)).find(({ member }) => member.id === userId);

  describe('members', () => {
    test('an account lists its own people by ascending id, invited until they accept', async () => {
      const { accountId, userId } = await buildAccount(database());
      const guest = await invited(accountId);
      const statuses = async () =>
        (await stores().members.list(accountId)).map(({ member: { id, status } }) => [id, status]);
      expect(await statuses()).toEqual([
        [userId, 'active'],
        [guest.userId, 'invited'],
      ]);
      await stores().invitations.use(guest.code);
      expect((await statuses())[1]).toEqual([guest.userId, 'active']);
    });

    test('of simultaneous invitations of one address one adds, and there is one person', async () => {
      const { accountId } = await buildAccount(database());
      const person = invite();
      const add = () => inside(({ members }) => members.add(accountId, person));
      const added = await Promise.all([add(), add(), add()]);
      expect(added.filter((one) => one !== null)).toHaveLength(1);
      expect(await database().prisma.user.count({ where: { email: person.email } })).toBe(1);
    });

    test('somebody of another account joins, and nothing of the other account is told before they accept', async () => {
      const [one, other] = [await buildAccount(database()), await buildAccount(database())];
      const [{ member } = { member: { email: '' } }] = await stores().members.list(one.accountId);
      const guest = await invited(other.accountId, member.email);
      expect(guest.userId).toBe(one.userId);
      expect((await memberOf(guest))?.member).toMatchObject({ name: member.email, status: 'invited' });
      await stores().invitations.use(guest.code);
      expect(await memberOf(guest)).toMatchObject({
        member: { name: 'Ada', status: 'active' },
        elsewhere: true,
      });
    });

    test('of two accounts that invited somebody neither reads what the other calls them', async () => {
      const [one, other] = [await buildAccount(database()), await buildAccount(database())];
      const { email } = await invited(one.accountId);
      const guest = await invited(other.accountId, email);
      expect((await memberOf(guest))?.member.name).toBe(email);
      expect((await memberOf({ ...guest, accountId: one.accountId }))?.member.name).toBe(email);
    });

    test('a role for somebody who was removed meanwhile is for nobody', async () => {
      const { accountId } = await buildAccount(database());
      const gone = { accountId, userId: 2_147_483_647 };
      await stores().members.setRole(gone, 'admin');
      expect(await memberOf(gone)).toBeUndefined();
    });

    test('removing ends logins, account tokens and codes, and forgets the person', async () => {
      const { accountId, userId: removedBy } = await buildAccount(database());
      const guest = await invited(accountId);
      const cookie = unique('cookie');
      await stores().logins.open({ ...guest, cookie, seconds: 60, address: '192.0.2.1', userAgent: null });
      expect(await inside(({ members }) => members.remove(guest, removedBy))).toBe(true);
      const where = { userId: guest.userId };
      expect(await database().prisma.login.count({ where })).toBe(0);
      expect(await stores().invitations.find(guest.code)).toBeNull();
      expect(await stores().users.find(guest.email)).toBeNull();
    });

    test('whoever is in another account too is kept, with what they have there and nothing they had here', async () => {
      const [one, other] = [await buildAccount(database()), await buildAccount(database())];
      const [{ member } = { member: { email: '' } }] = await stores().members.list(one.accountId);
      const guest = await invited(other.accountId, member.email);
      for (const accountId of [one.accountId, other.accountId]) {
        const login = { ...guest, accountId, cookie: unique('cookie'), seconds: 60 };
        await stores().logins.open({ ...login, address: '192.0.2.1', userAgent: null });
      }
      await database().query('update accounts.keys set user_id = $1 where account_id = $2', [
        guest.userId,
        other.accountId,
      ]);
      await inside(({ members }) => members.remove(guest, null));
      const { key, login } = database().prisma;
      const live = await key.findMany({ where: { userId: guest.userId, revokedAt: null } });
      const open = await login.findMany({ where: { userId: guest.userId } });
      expect([...live, ...open].map(({ accountId }) => accountId)).toEqual([one.accountId, one.accountId]);
      expect((await stores().users.find(member.email))?.accounts).toMatchObject([{ id: one.accountId }]);
    });

    test('of two people who remove each other at the same time one stays', async () => {
      const { accountId, userId } = await buildAccount(database());
      const guest = await invited(accountId);
      const remove = (id: number) => inside(({ members }) => members.remove({ accountId, userId: id }, null));
      const removed = await Promise.all([remove(userId), remove(guest.userId)]);
      expect(removed.toSorted()).toEqual([false, true]);
      expect(await stores().members.list(accountId)).toHaveLength(1);
    });
  });

  describe('invitations', () => {
    test('of simultaneous uses of a code one succeeds, and it is dead then', async () => {
      const { code } = await invited((await buildAccount(database())).accountId);
      const uses = await Promise.all([1, 2, 3].map(() => stores().invitations.use(code)));
      expect(uses.filter((used) => used)).toHaveLength(1);
      expect(await stores().invitations.find(code)).toBeNull();
    });

    test('a new code kills the old one, and an admin’s ends after its days', async () => {
      const guest = await invited((await buildAccount(database())).accountId);
      const [later, endless] = [unique('code'), unique('code')];
      expect(Date.parse(guest.expiresAt ?? '') - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
      await stores().invitations.create(guest, later, 7);
      expect(await stores().invitations.find(guest.code)).toBeNull();
      expect(await stores().invitations.find(later)).toMatchObject({ email: guest.email, byOperator: false });
      expect(await stores().invitations.create(guest, endless, null)).toBeNull();
      expect(await stores().invitations.find(endless)).toMatchObject({ byOperator: true });
    });

    test('a code that is over is neither found nor used', async () => {
      const { code } = await invited((await buildAccount(database())).accountId);
      await database().query(
        'update accounts.invitations set expires_at = now() where expires_at is not null',
      );
      expect([await stores().invitations.find(code), await stores().invitations.use(code)]).toEqual([
        null,
        false,
      ]);
    });
  });

  describe('users', () => {
    test('nobody takes the address of somebody else', async () => {
      const { accountId, userId } = await buildAccount(database());
      const { email } = await invited(accountId);
      await expect(stores().users.change(userId, { email })).rejects.toMatchObject({ code: 'USER_EXISTS' });
    });

    test('a change made on a password that is another one by now changes nothing', async () => {
      const guest = await invited((await buildAccount(database())).accountId);
      const choose = (passwordHash: string) =>
        inside(({ users }) => users.change(guest.userId, { passwordHash, passwordHashBefore: null }));
      const chosen = await Promise.all([choose('one'), choose('other')]);
      expect(chosen.toSorted()).toEqual([false, true]);
      const kept = chosen[0] ? 'one' : 'other';
      expect(await stores().users.find(guest.email)).toMatchObject({ passwordHash: kept });
    });

    test('a change is of what is named alone', async () => {
      const guest = await invited((await buildAccount(database())).accountId);
      await stores().users.change(guest.userId, { passwordHash: 'hash' });
      await stores().users.change(guest.userId, { name: 'Hopper' });
      expect(await stores().users.find(guest.email)).toMatchObject({
        user: { name: 'Hopper', email: guest.email },
        passwordHash: 'hash',
        accounts: [],
      });
    });
  });

  describe('accounts', () => {
    test('opened with one name have addresses of their own, and nobody in them', async () => {
      const ids = [await stores().openAccount('Two of a Kind'), await stores().openAccount('Two of a Kind')];
      const opened = (await stores().accounts.overview()).filter(({ id }) => ids.includes(id));
      expect(opened.map(({ slug }) => slug)).toEqual(['two-of-a-kind', `two-of-a-kind-${ids[1]}`]);
      expect(await stores().members.list(ids[0] ?? 0)).toEqual([]);
    });

    test('are suspended, resumed and limited one thing at a time', async () => {
      const { accountId } = await buildAccount(database());
      const seen = async () =>
        (await stores().accounts.overview()).find((account) => account.id === accountId);
      await stores().accounts.limit(accountId, { suspended: true });
      await stores().accounts.limit(accountId, { quota: 5_000_000_000 });
      expect(await seen()).toMatchObject({ suspended: true, quota: 5_000_000_000, eventsThisMonth: 0 });
      await stores().accounts.limit(accountId, { suspended: false });
      await stores().accounts.limit(accountId, { quota: null });
      expect(await seen()).toMatchObject({ suspended: false, quota: null });
    });

    test('have an owner and a name', async () => {
      const { accountId, userId } = await buildAccount(database());
      await stores().accounts.rename(accountId, 'New name');
      expect(await stores().accounts.owner(accountId)).toBe(userId);
      expect(await stores().accounts.overview()).toContainEqual(
        expect.objectContaining({ id: accountId, name: 'New name' }),
      );
    });
  });
}
