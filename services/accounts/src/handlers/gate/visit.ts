import type { Account } from '@botect/contracts';
import type { Reply, Request } from '@botect/http';
import type { Caller, Ports, Stores } from '../../ports/index.ts';
import { type KeptChange, keepChange, originOf } from './keep-change.ts';

/** What a write did, and its answer. */
export interface Change extends Pick<KeptChange<Reply>, 'audit' | 'changed'> {
  readonly reply: Reply;
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
  ports: Pick<Ports, 'transact' | 'announce'>,
  { request, caller, account }: Visit & { readonly account: Account },
): AccountVisit['commit'] {
  return (work) =>
    keepChange(ports, async (stores) => {
      const { reply, ...change } = await work(stores);
      const origin = originOf(request, { accountId: account.id, actor: caller.actor });
      return { ...change, outcome: reply, origin };
    });
}
