import { beforeEach, expect, test } from '@jest/globals';
import { operate, usage } from './operator-commands.ts';

const account = { id: 9, name: 'Acme Inc', slug: 'acme', suspended: true, quota: 5000, eventsThisMonth: 12 };
let asked: unknown[] = [];
const limit = async (...words: unknown[]) => void asked.push(words);
const ownerCode = async (id: number) => {
  asked.push(id);
  return { code: 'bic_code', use: id === 1 ? ('sign-up' as const) : ('accept' as const) };
};
const create = async (owner: object) => {
  asked.push(owner);
  return { accountId: 10, code: 'bic_code' };
};
const run = (line: string) =>
  operate({ accounts: async () => [account], limit, ownerCode, create }, line.split(' '));
beforeEach(() => {
  asked = [];
});

test.each([
  ['suspend 9', [[9, { suspended: true }]], 'account 9 is suspended'],
  [
    'create ada@acme.example Acme Inc',
    [{ email: 'ada@acme.example', accountName: 'Acme Inc' }],
    'account 10 is created\nbic_code\nIt works once: POST /v1/invitations/accept with it as code, and a new password.',
  ],
  ['resume 9', [[9, { suspended: false }]], 'account 9 is active'],
  ['quota 9 5000', [[9, { quota: 5000 }]], 'account 9 has the quota 5000'],
  ['quota 9 0', [[9, { quota: 0 }]], 'account 9 has the quota 0'],
  ['quota 9 none', [[9, { quota: null }]], 'account 9 has the quota none'],
  [
    'owner-code 1',
    [1],
    'bic_code\nIt works once: POST /v1/signup with it as code, and name, email and password.',
  ],
  [
    'owner-code 9',
    [9],
    'bic_code\nIt works once: POST /v1/invitations/accept with it as code, and a new password.',
  ],
])('%s', async (line, calls, said) => {
  expect([await run(line), asked]).toEqual([said, calls]);
});

test('accounts are shown as a table', async () => {
  expect((await run('accounts')).split('\n')).toEqual([
    'id  name      slug  state      quota  events this month',
    '9   Acme Inc  acme  suspended  5000   12',
  ]);
});

test.each([
  '',
  'drop 9',
  'create',
  'create ada@acme.example',
  'suspend',
  'suspend all',
  'suspend -1',
  'quota 9',
  'quota 9 1.5',
  'quota 9 x',
  'owner-code',
])('%j asks for nothing there is: nothing is done, and the usage is shown', async (line) => {
  await expect(run(line)).rejects.toThrow(usage);
  expect(asked).toEqual([]);
});
