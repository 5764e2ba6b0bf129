import { newAccountSchema, Problem } from '@botect/contracts';
import { faultsOf } from '@botect/http';
import { firstAccount } from '../../core/first-account.ts';
import type { AccountLimits, AccountOverview, AuditNote, Ports, Stores } from '../../ports/index.ts';
import { keepChange } from '../gate/keep-change.ts';

/** What whoever runs the server may do to accounts, which nobody may over HTTP. */
export interface Operator {
  /** By ascending id. */
  accounts(): Promise<readonly AccountOverview[]>;
  /** The data plane is told before it resolves. */
  limit(accountId: number, limits: AccountLimits): Promise<void>;
  /** A new account, and the one-time code with which its owner chooses a password. INVALID_PAYLOAD for what is no address or name. */
  create(owner: { readonly email: string; readonly accountName: string }): Promise<{
    readonly accountId: number;
    readonly code: string;
  }>;
  /** A one-time code without end for the owner, and where it is to be used. */
  ownerCode(accountId: number): Promise<{ readonly code: string; readonly use: 'sign-up' | 'accept' }>;
}

interface OperatorPorts extends Pick<Ports, 'stores' | 'transact' | 'announce' | 'secrets'> {
  /** Names a call in the audit. */
  readonly newId: () => string;
}

export function operatorOf({ secrets, newId, ...ports }: OperatorPorts): Operator {
  const noted = (accountId: number, entry: Pick<AuditNote, 'action' | 'before' | 'after'>) => ({
    origin: { accountId, actor, requestId: newId(), address: 'this machine' },
    audit: { ...entry, subject: 'account', subjectId: accountId },
  });
  return {
    accounts: () => ports.stores.people.accounts.overview(),
    limit: (accountId, limits) =>
      keepChange(ports, async (stores) => {
        const { suspended, quota } = await existing(stores, accountId);
        const before = limits.suspended === undefined ? { quota } : { suspended };
        await stores.people.accounts.limit(accountId, limits);
        const changed = (await stores.projects.list(accountId)).map(({ id }) => id);
        const note = noted(accountId, { action: actionOf(limits), before, after: limits });
        return { ...note, outcome: undefined, changed };
      }),
    async create(owner) {
      const { email, accountName } = checked(owner);
      const code = secrets.invitationCode();
      return keepChange(ports, async ({ people }) => {
        const accountId = await people.openAccount(accountName);
        const invite = { email, name: email.replace(/@.*/, ''), role: 'owner' } as const;
        const person = await people.members.add(accountId, invite);
        if (person === null) throw new Error('somebody belongs to an account just made');
        await people.invitations.create({ accountId, userId: person.member.id }, code, null);
        const after = { name: accountName, owner: email };
        return { ...noted(accountId, { action: 'account.created', after }), outcome: { accountId, code } };
      });
    },
    async ownerCode(accountId) {
      const code = secrets.invitationCode();
      return keepChange(ports, async (stores) => {
        await existing(stores, accountId);
        const { accounts, invitations } = stores.people;
        const userId = await accounts.owner(accountId);
        if (userId === null) throw new Problem('NOT_FOUND', `Account ${accountId} has no owner.`);
        await invitations.create({ accountId, userId }, code, null);
        const open = await invitations.find(code);
        const use = open?.email === firstAccount.user.email ? 'sign-up' : 'accept';
        return { ...noted(accountId, { action: 'invitation.renewed' }), outcome: { code, use } };
      });
    },
  };
}

function checked({ email, accountName }: Parameters<Operator['create']>[0]) {
  const read = newAccountSchema.safeParse({ email, accountName });
  if (read.success) return read.data;
  const [fault] = faultsOf(read.error);
  throw new Problem('INVALID_PAYLOAD', `${fault?.path}: ${fault?.message}`);
}

const actor = { kind: 'system', id: null, name: 'operator' } as const;

function actionOf({ suspended }: AccountLimits): string {
  if (suspended === undefined) return 'account.quota-changed';
  return suspended ? 'account.suspended' : 'account.resumed';
}

async function existing({ people }: Stores, accountId: number): Promise<AccountOverview> {
  const account = (await people.accounts.overview()).find(({ id }) => id === accountId);
  if (account !== undefined) return account;
  throw new Problem('NOT_FOUND', `There is no account ${accountId}.`);
}
