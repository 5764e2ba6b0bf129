import { newAccountSchema, Problem } from '@botect/contracts';
import { firstAccount } from '../../core/first-account.ts';
import type { AccountLimits, AccountOverview, AuditNote, Ports, Stores } from '../../ports/index.ts';

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

export function operatorOf({ stores, transact, announce, secrets, newId }: OperatorPorts): Operator {
  const note = (
    { audit }: Stores,
    accountId: number,
    entry: Pick<AuditNote, 'action' | 'before' | 'after'>,
  ) =>
    audit.append({ accountId, actor, requestId: newId(), address: 'this machine' }, [
      { ...entry, subject: 'account', subjectId: accountId },
    ]);
  return {
    accounts: () => stores.people.accounts.overview(),
    async limit(accountId, limits) {
      const changed = await transact(async (inside) => {
        const { suspended, quota } = await existing(inside, accountId);
        const before = limits.suspended === undefined ? { quota } : { suspended };
        await inside.people.accounts.limit(accountId, limits);
        await note(inside, accountId, { action: actionOf(limits), before, after: limits });
        const projectIds = (await inside.projects.list(accountId)).map(({ id }) => id);
        await inside.notePolicyChanges(projectIds);
        return projectIds;
      });
      for (const projectId of changed) await announce(projectId);
    },
    async create(owner) {
      const { email, accountName } = checked(owner);
      const code = secrets.invitationCode();
      const accountId = await transact(async (inside) => {
        const id = await inside.people.openAccount(accountName);
        const invite = { email, name: email.replace(/@.*/, ''), role: 'owner' } as const;
        const person = await inside.people.members.add(id, invite);
        if (person === null) throw new Error('somebody belongs to an account just made');
        await inside.people.invitations.create({ accountId: id, userId: person.member.id }, code, null);
        await note(inside, id, { action: 'account.created', after: { name: accountName, owner: email } });
        return id;
      });
      return { accountId, code };
    },
    async ownerCode(accountId) {
      const code = secrets.invitationCode();
      return transact(async (inside) => {
        await existing(inside, accountId);
        const userId = await inside.people.accounts.owner(accountId);
        if (userId === null) throw new Problem('NOT_FOUND', `Account ${accountId} has no owner.`);
        await inside.people.invitations.create({ accountId, userId }, code, null);
        await note(inside, accountId, { action: 'invitation.renewed' });
        const open = await inside.people.invitations.find(code);
        return { code, use: open?.email === firstAccount.user.email ? 'sign-up' : 'accept' };
      });
    },
  };
}

function checked({ email, accountName }: Parameters<Operator['create']>[0]) {
  const read = newAccountSchema.safeParse({ email, accountName });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Problem('INVALID_PAYLOAD', `${issue?.path.join('.')}: ${issue?.message}`);
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
