import { hashKey } from '@botect/policy';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer, Story } from '../accounts-server.fixture.ts';
import type { FirstStart } from '../first-start.ts';
import {
  cookieOf,
  invite,
  join,
  type PeopleServer,
  password,
  refused,
  servePeople,
} from './people-story.fixture.ts';

let first: FirstStart | null;
let served: PeopleServer;
let story: Story;
beforeAll(async () => {
  served = await servePeople();
  first = await served.server.bootstrap();
  story = await served.server.story();
}, 180_000);
afterAll(() => served.close());

const logIn = (body: unknown) => story.call('POST', '/v1/login', { token: null, body });
const signUp = (body: unknown) => story.call('POST', '/v1/signup', { token: null, body });
const accept = (body: unknown) => story.call('POST', '/v1/invitations/accept', { token: null, body });
const secretsSeen: string[] = [password];
const seen = (answer: Answer) => {
  secretsSeen.push(cookieOf(answer).split('=')[1] ?? '');
  return answer;
};

const email = (answer?: Answer) => Object(answer?.body['user']).email;

describe('the first sign-up', () => {
  const person = (email: string) => ({ name: 'Ada', email, password });

  test('of simultaneous ones one makes the owner; the code is dead then, in the same words as one there never was', async () => {
    const code = first?.code ?? '';
    secretsSeen.push(code, first?.token ?? '');
    expect((await accept({ code, password })).status).toBe(403);
    const taken = await signUp({ code, ...person((await invite(story)).email) });
    expect(taken).toMatchObject({ status: 409, body: refused('USER_EXISTS') });
    const emails = ['ada@example.org', 'grace@example.org', 'joan@example.org'];
    const answers = await Promise.all(emails.map((email) => signUp({ code, ...person(email) })));
    const [won, ...others] = answers.filter(({ status }) => status === 201).map(seen);
    expect([won?.body['account'], others]).toMatchObject([{ role: 'owner', name: 'My account' }, []]);
    const late = await Promise.all([
      signUp({ code, ...person('tardy@example.org') }),
      signUp({ code: 'bic_never', ...person('tardy@example.org') }),
    ]);
    const lost = [...answers.filter(({ status }) => status !== 201), ...late];
    expect(lost).toMatchObject(Array(4).fill({ status: 403, body: refused('FORBIDDEN') }));
    expect(new Set(lost.map(({ text }) => text)).size).toBe(1);
    const user = await served.database.prisma.user.findMany({
      where: { email: { in: [...emails, 'owner@localhost'] } },
    });
    expect(user).toMatchObject([{ name: 'Ada', email: email(won) }]);
    expect((await story.call('GET', '/v1/account', { token: first?.token ?? '' })).body).toMatchObject({
      role: 'owner',
    });
  });

  test('an invitation makes no owner', async () => {
    const { code } = await invite(story);
    expect((await signUp({ code, ...person('eve@example.org') })).status).toBe(403);
  });
});

test('no password, code or cookie is in the database in clear, the audit included', async () => {
  const { code } = await invite(story);
  const { cookie, email, ask } = await join(story);
  seen(await logIn({ email, password }));
  const body = { current_password: password, new_password: 'another long sentence' };
  await ask('PUT', '/v1/user/password', { body });
  secretsSeen.push(code, cookie.split('=')[1] ?? '', body.new_password);
  const { rows } = await served.database.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'accounts'",
  );
  const tables = rows.map(({ name }) =>
    served.database.query<{ row: string }>(`select t::text as row from ${name} t`),
  );
  const stored = (await Promise.all(tables)).flatMap((table) => table.rows.map(({ row }) => row)).join('\n');
  expect(stored).toContain(hashKey(code).toString('hex'));
  for (const secret of secretsSeen.filter((text) => text !== '')) {
    expect(stored).not.toContain(secret.slice(-16));
    expect(stored).not.toContain(Buffer.from(secret.slice(-16)).toString('hex'));
  }
  expect(secretsSeen.length).toBeGreaterThan(6);
});
