import { tokenSchema } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { unrevokedKeyNamed } from './key-in-path.ts';

/** `GET /v1/tokens`: every person's; the revoked ones are in the audit log alone. */
export function listTokens({ stores }: Pick<Ports, 'stores'>) {
  return async ({ account }: AccountVisit): Promise<Reply> => {
    const owner = { accountId: account.id, kind: 'account' } as const;
    const tokens = await stores.credentials.list(owner, 'unrevoked');
    return ok(tokens.map((token) => tokenSchema.parse(token)));
  };
}

/** `GET /v1/tokens/{token}`. */
export function showToken({ stores }: Pick<Ports, 'stores'>) {
  return async ({ account, request }: AccountVisit): Promise<Reply> => {
    const owner = { accountId: account.id, kind: 'account' } as const;
    const token = await unrevokedKeyNamed(stores.credentials, owner, request.param('token'));
    return ok(tokenSchema.parse(token));
  };
}
