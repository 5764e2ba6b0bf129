import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer, Story } from '../accounts-server.fixture.ts';
import { type PeopleServer, password, refused, servePeople } from './people-story.fixture.ts';

let served: PeopleServer;
let story: Story;
beforeAll(async () => {
  served = await servePeople();
  story = await served.server.story();
}, 180_000);
afterAll(() => served.close());

const logIn = (body: unknown, headers: Record<string, string> = {}) =>
  story.call('POST', '/v1/login', { token: null, body, headers });
const signUp = (body: unknown, headers: Record<string, string> = {}) =>
  story.call('POST', '/v1/signup', { token: null, body, headers });
const accept = (body: unknown, headers: Record<string, string> = {}) =>
  story.call('POST', '/v1/invitations/accept', { token: null, body, headers });

describe('what is refused before anybody is looked for', () => {
  const code = 'bic_never';
  const name = 'Ada';
  const email = 'ada.lovelace@example.org';
  const whole = { code, name, email, password };
  const foreign = { 'sec-fetch-site': 'cross-site' };
  const table: [string, () => Promise<Answer>, number, string][] = [
    ['sign-up without body', () => signUp(undefined), 422, 'INVALID_PAYLOAD'],
    ['sign-up with what is not JSON', () => signUp('{"code"'), 422, 'INVALID_PAYLOAD'],
    ['sign-up without code', () => signUp({ ...whole, code: undefined }), 422, 'INVALID_PAYLOAD'],
    ['a password of 11 bytes', () => signUp({ ...whole, password: 'elevenbytes' }), 422, 'INVALID_PAYLOAD'],
    [
      'a password of 73 bytes',
      () => signUp({ ...whole, password: `${'abcd'.repeat(18)}x` }),
      422,
      'INVALID_PAYLOAD',
    ],
    [
      'a password of 72 letters and 144 bytes',
      () => signUp({ ...whole, password: 'äbcö'.repeat(18) }),
      422,
      'INVALID_PAYLOAD',
    ],
    [
      'a password with control characters',
      () => signUp({ ...whole, password: 'four words\u0000and more' }),
      422,
      'INVALID_PAYLOAD',
    ],
    [
      'a password of one letter',
      () => signUp({ ...whole, password: 'a'.repeat(20) }),
      422,
      'INVALID_PAYLOAD',
    ],
    ['a common password', () => signUp({ ...whole, password: 'Password1234' }), 422, 'INVALID_PAYLOAD'],
    [
      'a password with the address',
      () => signUp({ ...whole, password: 'i am ADA.LOVELACE' }),
      422,
      'INVALID_PAYLOAD',
    ],
    ['an address that is none', () => signUp({ ...whole, email: "' or 1=1 --" }), 422, 'INVALID_PAYLOAD'],
    ['an unknown field', () => signUp({ ...whole, role: 'owner' }), 422, 'INVALID_PAYLOAD'],
    ['sign-up from another site', () => signUp(whole, foreign), 403, 'FORBIDDEN'],
    ['login from another site', () => logIn({ email, password }, foreign), 403, 'FORBIDDEN'],
    [
      'login from another origin',
      () => logIn({ email, password }, { origin: 'https://evil.example' }),
      403,
      'FORBIDDEN',
    ],
    ['login from an opaque origin', () => logIn({ email, password }, { origin: 'null' }), 403, 'FORBIDDEN'],
    ['accepting from another site', () => accept({ code, password }, foreign), 403, 'FORBIDDEN'],
    ['accepting without body', () => accept(undefined), 422, 'INVALID_PAYLOAD'],
    ['accepting with an unknown code', () => accept({ code, password }), 403, 'FORBIDDEN'],
    [
      'accepting with a code that is text for the database',
      () => accept({ code: "' or true --", password }),
      403,
      'FORBIDDEN',
    ],
    [
      'accepting with a code of any length',
      () => accept({ code: 'x'.repeat(201), password }),
      422,
      'INVALID_PAYLOAD',
    ],
    ['login without body', () => logIn(undefined), 422, 'INVALID_PAYLOAD'],
    ['login without password', () => logIn({ email }), 422, 'INVALID_PAYLOAD'],
    [
      'login with an address with control characters',
      () => logIn({ email: 'a\u0000b', password }),
      422,
      'INVALID_PAYLOAD',
    ],
    [
      'login with an account that is none',
      () => logIn({ email, password, account: '1' }),
      422,
      'INVALID_PAYLOAD',
    ],
    [
      'login with a form',
      () => logIn(`email=${email}`, { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ];
  test.each(table)('%s', async (_, ask, status, problem) => {
    const { headers, ...answer } = await ask();
    expect(answer).toMatchObject({ status, body: refused(problem) });
    expect(headers['set-cookie']).toBeUndefined();
  });
});
