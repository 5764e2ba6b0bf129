import type { operator } from '@botect/accounts';

type Operator = ReturnType<typeof operator>;

export const usage = `Use: npm run operator -- COMMAND
  accounts           all accounts: id, name, slug, state, quota, events this month
  create EMAIL NAME  a new account; prints the one-time code with which its owner comes in
  suspend ID         the data plane and all changes are refused until it is resumed
  resume ID
  quota ID N|none    events a month
  owner-code ID      a one-time code for the owner: the way back in when everybody is locked out`;

/** What a command line asks for, done, as text for whoever typed it. Throws where it asks for nothing there is. */
export async function operate(operator: Operator, words: readonly string[]): Promise<string> {
  const [command = '', account = '', quota = ''] = words;
  if (command === 'accounts') return table(await operator.accounts());
  if (command === 'create') return create(operator, account, words.slice(2).join(' '));
  const run = commands.get(command);
  if (run === undefined) throw new Error(usage);
  return run(operator, wholeNumber(account, 'the id of an account'), quota);
}

async function create(operator: Operator, email: string, accountName: string): Promise<string> {
  if (email === '' || accountName === '') throw new Error(usage);
  const { accountId, code } = await operator.create({ email, accountName });
  return `account ${accountId} is created\n${ownerCode({ code, use: 'accept' })}`;
}

type Command = (operator: Operator, accountId: number, quota: string) => Promise<string>;

const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['suspend', (operator, id) => done(operator.limit(id, { suspended: true }), `account ${id} is suspended`)],
  ['resume', (operator, id) => done(operator.limit(id, { suspended: false }), `account ${id} is active`)],
  [
    'quota',
    (operator, id, text) => {
      const quota = text === 'none' ? null : wholeNumber(text, 'a number of events, or none');
      return done(operator.limit(id, { quota }), `account ${id} has the quota ${quota ?? 'none'}`);
    },
  ],
  ['owner-code', async (operator, id) => ownerCode(await operator.ownerCode(id))],
]);

const done = (work: Promise<void>, said: string) => work.then(() => said);

function ownerCode({ code, use }: Awaited<ReturnType<Operator['ownerCode']>>): string {
  const path = use === 'sign-up' ? '/v1/signup' : '/v1/invitations/accept';
  const others = use === 'sign-up' ? 'name, email and password' : 'a new password';
  return `${code}\nIt works once: POST ${path} with it as code, and ${others}.`;
}

function table(accounts: Awaited<ReturnType<Operator['accounts']>>): string {
  const rows = accounts.map((account) => [
    `${account.id}`,
    account.name,
    account.slug,
    account.suspended ? 'suspended' : 'active',
    `${account.quota ?? 'none'}`,
    `${account.eventsThisMonth}`,
  ]);
  const all = [['id', 'name', 'slug', 'state', 'quota', 'events this month'], ...rows];
  const widths = (all[0] ?? []).map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function wholeNumber(text: string, wanted: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Error(
    `${text === '' ? 'something is missing' : `${text} is not it`}: ${wanted} is needed\n${usage}`,
  );
}
