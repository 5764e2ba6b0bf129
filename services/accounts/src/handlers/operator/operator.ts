import { Problem } from '@botect/contracts';
import { firstAccount } from '../../core/first-account.ts';
import type { AccountLimits, AccountOverview, AuditNote, Ports, Stores } from '../../ports/index.ts';

/** What whoever runs the server may do to accounts, which nobody may over HTTP. */
export interface Operator {
  /** By ascending id. */
  accounts(): Promise<readonly AccountOverview[]>;
  /** The data plane is told before it resolves. */
  limit(accountId: number, limits: AccountLimits): Promise<void>;
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
