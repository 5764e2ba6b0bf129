import type { Account } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import type { Caller } from '../ports.ts';

/** `GET /user`: whose token this is. */
export async function showUser({ user }: Caller): Promise<Reply> {
  return ok(user);
}

/** `GET /v1/account`: the account the token is bound to, and the caller's role in it. */
export async function showAccount(account: Account): Promise<Reply> {
  return ok(account);
}
