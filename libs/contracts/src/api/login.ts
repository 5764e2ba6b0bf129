import {
  accountUpdateSchema,
  invitationAcceptSchema,
  loggedInSchema,
  logInSchema,
  passwordChangeSchema,
  signUpSchema,
} from '../people.ts';
import { accountSchema } from '../projects.ts';
import { operationsOf } from './operation.ts';

const anybody = { credential: 'none', tag: 'Login', method: 'POST' } as const;

const exampleAccount = { id: 9, name: 'Acme Inc', slug: 'acme', is_personal: false, role: 'owner' };
const exampleLoggedIn = {
  user: { id: 42, name: 'Ada Example', email: 'ada@example.com', created_at: '2026-06-14T10:00:00.000Z' },
  account: exampleAccount,
};
const password = 'a long sentence nobody guesses';
const cookie = 'The answer sets the cookie `botect_login`, good for 14 days.';

export const loginOperations = operationsOf({
  signUp: {
    ...anybody,
    path: '/v1/signup',
    summary: 'Claim the account of the first start',
    description: `With the one-time code printed there. ${cookie}`,
    body: signUpSchema,
    answer: { outcome: 'created', schema: loggedInSchema },
    problems: ['INVALID_PAYLOAD', 'FORBIDDEN', 'USER_EXISTS'],
    example: {
      body: {
        code: 'bic_4Tzexampleexampleexampleexample1',
        name: 'Ada Example',
        email: 'ada@example.com',
        password,
      },
      answer: exampleLoggedIn,
    },
  },
  acceptInvitation: {
    ...anybody,
    path: '/v1/invitations/accept',
    summary: 'Accept an invitation, or choose a new password, with a one-time code',
    description: `Whoever has a password for another account gives that one: a code of one account changes nothing in another. ${cookie}`,
    body: invitationAcceptSchema,
    answer: { outcome: 'ok', schema: loggedInSchema },
    problems: ['INVALID_PAYLOAD', 'FORBIDDEN'],
    example: { body: { code: 'bic_4Tzexampleexampleexampleexample1', password }, answer: exampleLoggedIn },
  },
  logIn: {
    ...anybody,
    path: '/v1/login',
    summary: 'Log in with address and password',
    description: `Into \`account\`, or the person’s first. Five failures in 15 minutes, and nobody is let in for the rest of them. ${cookie}`,
    body: logInSchema,
    answer: { outcome: 'ok', schema: loggedInSchema },
    problems: ['INVALID_PAYLOAD', 'UNAUTHENTICATED', 'FORBIDDEN'],
    example: { body: { email: 'ada@example.com', password }, answer: exampleLoggedIn },
  },
  logOut: {
    ...anybody,
    credential: 'account',
    path: '/v1/logout',
    summary: 'End this login',
    answer: { outcome: 'no-content' },
    problems: ['FORBIDDEN'],
  },
  changePassword: {
    credential: 'account',
    tag: 'Login',
    method: 'PUT',
    path: '/v1/user/password',
    summary: 'Change the own password',
    description: 'By login alone. All other logins of the person are dead at once.',
    body: passwordChangeSchema,
    answer: { outcome: 'no-content' },
    problems: ['INVALID_PAYLOAD', 'FORBIDDEN'],
    example: { body: { current_password: password, new_password: 'another sentence nobody guesses' } },
  },
  renameAccount: {
    credential: 'account',
    tag: 'Account',
    method: 'PATCH',
    path: '/v1/account',
    summary: 'Rename the account',
    permission: 'updateSite',
    body: accountUpdateSchema,
    answer: { outcome: 'ok', schema: accountSchema },
    problems: ['INVALID_PAYLOAD'],
    example: { body: { name: 'Acme Inc' }, answer: exampleAccount },
  },
});
