import { Problem } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import type { AccountVisit, Visit } from '../gate/visit.ts';

/** `GET /user`: whose credential this is. */
export async function showUser({ caller: { user } }: Visit): Promise<Reply> {
  if (user === null) throw new Problem('FORBIDDEN', 'This key belongs to no person.');
  return ok(user);
}

/** `GET /v1/account`: the account the credential is bound to, and the caller's role in it. */
export async function showAccount({ account }: AccountVisit): Promise<Reply> {
  return ok(account);
}
