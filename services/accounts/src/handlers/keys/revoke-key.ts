import { noContent, type Reply } from '@botect/http';
import type { AccountVisit } from '../gate/visit.ts';
import { actingPerson } from './granting.ts';
import { unrevokedKeyNamed } from './key-in-path.ts';

/** `DELETE /v1/tokens/{token}`: dead on the next request. A key may revoke itself. */
export const revokeToken = revocation('account', 'token');

/** `DELETE /api/v1/api-keys/{key}`. */
export const revokeWorkspaceKey = revocation('workspace', 'key');

function revocation(kind: 'account' | 'workspace', parameter: string) {
  return (visit: AccountVisit): Promise<Reply> =>
    revokeKey(visit, { kind, id: visit.request.param(parameter) }, () => noContent);
}

interface Revoked {
  readonly kind: 'account' | 'workspace';
  readonly id: string;
}

/** Ends a key of an account, whichever surface that is asked on. */
export function revokeKey(
  { account, caller, commit }: AccountVisit,
  { kind, id: named }: Revoked,
  answer: () => Reply,
): Promise<Reply> {
  const action = kind === 'account' ? 'token.revoked' : 'workspace-key.revoked';
  return commit(async ({ credentials }) => {
    const { id, label } = await unrevokedKeyNamed(credentials, { accountId: account.id, kind }, named);
    await credentials.revoke(id, actingPerson(caller));
    return { reply: answer(), audit: { action, subject: 'key', subjectId: id, before: { label } } };
  });
}
