import {
  type Permission,
  type Role,
  rolePermissions,
  tokenCreateSchema,
  tokenSchema,
} from '@botect/contracts';
import { created, type Reply, readJson } from '@botect/http';
import type { Credential, NewCredential } from '../../core/credential.ts';
import type { Ports } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { actingPerson, personBehind, requireEndBefore, requireHeld } from './granting.ts';

/** `POST /v1/tokens`: 201 with the token, this once. It speaks for the person who asked, also where that was a key of theirs. */
export function createToken(ports: Pick<Ports, 'secrets'>) {
  return async (visit: AccountVisit): Promise<Reply> => {
    const { label, permissions, expires_in_seconds } = readJson(visit.request, tokenCreateSchema);
    return issueToken(ports, visit, {
      wanted: { label, permissions, expiresInSeconds: expires_in_seconds },
      answer: (token, key) => created({ ...tokenSchema.parse(token), token: key }),
    });
  };
}

interface Issue {
  readonly wanted: Pick<NewCredential, 'label' | 'permissions' | 'expiresInSeconds'>;
  readonly answer: (token: Credential, key: string) => Reply;
}

/** Makes a token for the person who asks, whichever surface that is on. */
export function issueToken(
  { secrets }: Pick<Ports, 'secrets'>,
  { account, caller, commit }: AccountVisit,
  { wanted, answer }: Issue,
): Promise<Reply> {
  const userId = personBehind(caller);
  requireHeld(caller, wanted.permissions ?? allOfRole(account.role));
  requireEndBefore(caller, wanted.expiresInSeconds ?? null);
  const key = secrets.key('account');
  return commit(async ({ credentials }) => {
    const token = await credentials.create(
      { accountId: account.id, kind: 'account' },
      { ...wanted, key, userId, createdBy: actingPerson(caller) },
    );
    const after = tokenSchema.parse(token);
    const audit = { action: 'token.created', subject: 'key', subjectId: token.id, after };
    return { reply: answer(token, key), audit };
  });
}

/** What a token without a set may do. */
function allOfRole(role: string | null): readonly Permission[] {
  return role === null ? [] : rolePermissions[role as Role];
}
