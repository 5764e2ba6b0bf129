import { Problem } from '@botect/contracts';
import type { Credential, CredentialOwner } from '../../core/credential.ts';
import type { CredentialStore } from '../../ports/index.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The key an id in a path names. The same NOT_FOUND for one of somebody else, none, and what is no id at all. */
export async function keyNamed(
  credentials: CredentialStore,
  owner: CredentialOwner,
  id: string,
): Promise<Credential> {
  const key = uuid.test(id) ? await credentials.find(owner, id) : null;
  if (key === null) throw missing();
  return key;
}

/** … where a revoked key is as good as none. */
export async function unrevokedKeyNamed(...named: Parameters<typeof keyNamed>): Promise<Credential> {
  const key = await keyNamed(...named);
  if (key.revoked_at !== null) throw missing();
  return key;
}

const missing = () => new Problem('NOT_FOUND', 'There is no such key.');
