import {
  type PortalApiKey,
  permissionAreas,
  permissions,
  portalEmptySchema,
  portalKeyCreateSchema,
  portalKeyDeleteSchema,
  portalKeyUpdateSchema,
} from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import type { Credential } from '../../core/credential.ts';
import type { Ports } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { replaceToken } from '../keys/change-token.ts';
import { issueToken } from '../keys/create-token.ts';
import { revokeKey } from '../keys/revoke-key.ts';
import { renamed } from './renamed.ts';

/** `POST /api-keys/get`: the account's tokens that were not revoked. */
export function getPortalKeys({ stores }: Pick<Ports, 'stores'>) {
  return async ({ account, request }: AccountVisit): Promise<Reply> => {
    readJson(request, portalEmptySchema);
    const owner = { accountId: account.id, kind: 'account' } as const;
    return ok((await stores.credentials.list(owner, 'unrevoked')).map(portalKeyOf));
  };
}

/** `POST /api-keys/create`: a token of the person behind the caller. 0 seconds are for ever there, null here. */
export function createPortalKey(ports: Pick<Ports, 'secrets'>) {
  return async (visit: AccountVisit): Promise<Reply> => {
    const { name: label, permissions, expiresIn } = readJson(visit.request, portalKeyCreateSchema);
    return issueToken(ports, visit, {
      wanted: { label, permissions, expiresInSeconds: expiresIn || null },
      answer: (token, key) => ok({ ...portalKeyOf(token), token: key }),
    });
  };
}

/** `POST /api-keys/update`. */
export async function updatePortalKey(visit: AccountVisit): Promise<Reply> {
  const { apiKeyId, name: label, permissions, expiresIn } = readJson(visit.request, portalKeyUpdateSchema);
  return keyMissing(
    replaceToken(visit, apiKeyId, {
      wanted: { label, permissions, expiresInSeconds: expiresIn },
      expiryField: 'expiresIn',
      answer: (token) => ok(portalKeyOf(token)),
    }),
  );
}

/** `POST /api-keys/delete`. */
export async function deletePortalKey(visit: AccountVisit): Promise<Reply> {
  const { apiKeyId: id } = readJson(visit.request, portalKeyDeleteSchema);
  return keyMissing(revokeKey(visit, { kind: 'account', id }, () => ok({ success: true })));
}

const keyMissing = renamed('NOT_FOUND', 'PORTAL.API_KEYS_NOT_FOUND');

/** A token without a set of its own has every name: its person's role limits it, as it limits any set. */
function portalKeyOf(token: Credential): PortalApiKey {
  const held = new Set<string>(token.permissions ?? permissions);
  const areas = Object.entries(permissionAreas).map(
    ([area, names]) => [area, names.filter((name) => held.has(name))] as const,
  );
  return {
    id: token.id,
    name: token.label,
    permissions: Object.fromEntries(areas.filter(([, names]) => names.length > 0)),
    createdAt: token.created_at,
    expiresAt: token.expires_at,
    lastFour: token.last_four,
    lastUsedAt: token.last_used_at,
  };
}
