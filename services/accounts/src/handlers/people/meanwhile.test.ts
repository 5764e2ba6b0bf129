import { connectCache } from '@botect/cache';
import type { Database } from '@botect/database';
import { requestOf } from '@botect/http';
import { silentLog as log, systemClock as now } from '@botect/runtime';
import { embeddedDatabase } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildAccount } from '../../adapters/account-builder.fixture.ts';
import { connectPorts } from '../../adapters/connect-ports.ts';
import { buildLogin } from '../../adapters/login-builder.fixture.ts';
import type { Ports } from '../../ports/index.ts';
import { commitOf } from '../gate/visit.ts';
import { logIn } from './log-in.ts';
import { changePassword } from './own-login.ts';
import { password } from './people-story.fixture.ts';

let database: Database;
let ports: Ports;
beforeAll(async () => {
  database = await embeddedDatabase();
  const cache = await connectCache({ embedded: true });
  const rates = { perAddress: 1_000, perKey: 1_000, burst: 1_000 };
  const bus = { publish: async () => {} };
  ports = connectPorts({ database, cache, bus, log, now, rates, passwordCost: 4 });
}, 180_000);
afterAll(() => database.close());

const chosen = 'chosen by a code meanwhile';

/** Somebody with a login; while a password is compared, a code gives them another one. */
async function subject() {
  const built = await buildAccount(database);
  const where = { id: built.userId };
  const { email } = await database.prisma.user.findUniqueOrThrow({ where });
  const cookie = await buildLogin(database, built);
  const caller = await ports.findLogin(cookie);
  if (!caller?.account) throw new Error('the login is none');
  const matches = async () => {
    await database.prisma.user.update({ where, data: { passwordHash: chosen } });
    await database.prisma.login.deleteMany({ where: { userId: built.userId } });
    return true;
  };
  const racing: Ports = { ...ports, passwords: { ...ports.passwords, matches } };
  return { where, email, cookie, caller, account: caller.account, racing };
}

test('a login with a password that was replaced meanwhile is none', async () => {
  const { where, email, racing } = await subject();
  const request = requestOf({ method: 'POST', body: { email, password } });
  await expect(logIn(racing)(request)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(request.headerSet('Set-Cookie')).toEqual([]);
  expect(await database.prisma.login.count({ where: { userId: where.id } })).toBe(0);
});

test('a login that was closed meanwhile does not replace the password that closed it', async () => {
  const { where, cookie, racing, ...who } = await subject();
  const body = { current_password: password, new_password: 'another long sentence' };
  const request = requestOf({ method: 'PUT', body, headers: { cookie: `botect_login=${cookie}` } });
  const visit = { ...who, request, commit: commitOf(racing, { ...who, request }) };
  await expect(changePassword(racing)(visit)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const { passwordHash } = await database.prisma.user.findUniqueOrThrow({ where });
  expect(passwordHash).toBe(chosen);
});
