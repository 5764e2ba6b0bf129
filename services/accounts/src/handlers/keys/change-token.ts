import { Problem, tokenChangeSchema, tokenSchema } from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import type { Credential, CredentialChange } from '../../core/credential.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { actingPerson, requireHeld } from './granting.ts';
import { unrevokedKeyNamed } from './key-in-path.ts';

/** `PATCH /v1/tokens/{token}`: a new name, a set out of what the caller holds, an earlier end. */
export async function changeToken(visit: AccountVisit): Promise<Reply> {
  const { label, permissions, expires_in_seconds } = readJson(visit.request, tokenChangeSchema);
  return replaceToken(visit, visit.request.param('token'), {
    wanted: { label, permissions, expiresInSeconds: expires_in_seconds },
    expiryField: 'expires_in_seconds',
    answer: (token) => ok(tokenSchema.parse(token)),
  });
}

interface Replacement {
  readonly wanted: Omit<CredentialChange, 'updatedBy'>;
  /** What the end is called where it was asked for. */
  readonly expiryField: string;
  readonly answer: (token: Credential) => Reply;
}

/** Changes a token, whichever surface that is asked on. */
export async function replaceToken(
  { account, caller, commit }: AccountVisit,
  id: string,
  { wanted, expiryField, answer }: Replacement,
): Promise<Reply> {
  requireHeld(caller, wanted.permissions ?? []);
  return commit(async ({ credentials }) => {
    const owner = { accountId: account.id, kind: 'account' } as const;
    const before = await unrevokedKeyNamed(credentials, owner, id);
    const after = await credentials.change(before.id, { ...wanted, updatedBy: actingPerson(caller) });
    if (after === null) throw longerThanBefore(expiryField);
    const audit = {
      action: 'token.changed',
      subject: 'key',
      subjectId: before.id,
      before: tokenSchema.parse(before),
      after: tokenSchema.parse(after),
    };
    return { reply: answer(after), audit };
  });
}

function longerThanBefore(path: string): Problem {
  const faults = [{ path, message: 'must not be later than the end it has' }];
  return new Problem('INVALID_PAYLOAD', 'A token’s life can be shortened, not prolonged.', { faults });
}
