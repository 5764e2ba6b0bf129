import type { Account } from '@botect/contracts';
import type { Reply, Request } from '@botect/http';
import type { AuditNote, Caller, Ports, Stores } from '../../ports/index.ts';

/** What a write did: its answer, what the audit says of it, and the projects whose policy it changed. */
export interface Change {
  readonly reply: Reply;
  readonly audit: AuditNote | readonly AuditNote[];
  readonly changed?: readonly number[];
}

/** A request by somebody who was let in. */
export interface Visit {
  readonly request: Request;
  readonly caller: Caller;
}

/** … in an account. */
export interface AccountVisit extends Visit {
  readonly account: Account;
  /** Makes a change in one transaction with its audit entry, announces it once it is kept, and answers. */
  commit(work: (stores: Stores) => Promise<Change>): Promise<Reply>;
}

/** … about one of its projects. */
export interface ProjectVisit extends AccountVisit {
  readonly projectId: number;
}

/** `commit` of one visit. */
export function commitOf(
  { transact, announce }: Pick<Ports, 'transact' | 'announce'>,
  { request, caller, account }: Visit & { readonly account: Account },
): AccountVisit['commit'] {
  return async (work) => {
    const { reply, changed } = await transact(async (stores) => {
      const change = await work(stores);
      const changed = [...new Set(change.changed)];
      await stores.notePolicyChanges(changed);
      const origin = {
        accountId: account.id,
        actor: caller.actor,
        requestId: request.id,
        address: request.clientAddress(),
      };
      await stores.audit.append(origin, [change.audit].flat());
      return { reply: change.reply, changed };
    });
    for (const projectId of changed) await announce(projectId);
    return reply;
  };
}
