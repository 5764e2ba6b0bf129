import { type KeyMetadata, keyCreateSchema, projectKeyPermissions } from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import type { Credential, CredentialOwner } from '../../core/credential.ts';
import type { Ports } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { actingPerson, requireEndBefore, requireHeld } from './granting.ts';
import { keyNamed } from './key-in-path.ts';

/** `GET /v2/projects/{project}/integrations/api-keys`: the revoked ones stay, so that it can be seen when and by whom. */
export function listProjectKeys({ stores }: Pick<Ports, 'stores'>) {
  return async (visit: ProjectVisit): Promise<Reply> => {
    const keys = (await stores.credentials.list(ownerOf(visit), 'all')).map(metadataOf);
    return ok({ keys }, { message: 'API keys retrieved successfully' });
  };
}

/** `POST /v2/projects/{project}/integrations/api-keys`: the key, this once. It may do in its project all a key of a project may. */
export function createProjectKey({ secrets }: Pick<Ports, 'secrets'>) {
  return async (visit: ProjectVisit): Promise<Reply> => {
    const { caller, projectId, request, commit } = visit;
    const { label } = readJson(request, keyCreateSchema);
    requireHeld(caller, projectKeyPermissions);
    requireEndBefore(caller, null);
    const key = secrets.key('project');
    return commit(async ({ credentials }) => {
      const createdBy = actingPerson(caller);
      const metadata = metadataOf(await credentials.create(ownerOf(visit), { key, label, createdBy }));
      const subject = { subject: 'key', subjectId: metadata.id, projectId };
      const reply = ok({ key, metadata }, { message: 'API key created successfully' });
      return { reply, audit: { action: 'project-key.created', ...subject, after: metadata } };
    });
  };
}

/** `DELETE /v2/projects/{project}/integrations/api-keys/{key}`: the first revocation stands, whoever asks again. */
export function revokeProjectKey(visit: ProjectVisit): Promise<Reply> {
  const { caller, projectId, request, commit } = visit;
  return commit(async ({ credentials }) => {
    const before = await keyNamed(credentials, ownerOf(visit), request.param('key'));
    const after = await credentials.revoke(before.id, actingPerson(caller));
    const subject = { subject: 'key', subjectId: before.id, projectId };
    const note = { action: 'project-key.revoked', ...subject, before: { label: before.label } };
    const reply = ok(metadataOf(after), { message: 'API key revoked successfully' });
    return { reply, audit: before.revoked_at === null ? [note] : [] };
  });
}

function ownerOf({ account, projectId }: ProjectVisit): CredentialOwner {
  return { accountId: account.id, kind: 'project', projectId };
}

/** In this order, as documented. */
function metadataOf(key: Credential): KeyMetadata {
  return {
    id: key.id,
    label: key.label,
    last_four: key.last_four,
    created_at: key.created_at,
    created_by: idText(key.created_by),
    updated_at: key.updated_at,
    updated_by: idText(key.updated_by),
    revoked_at: key.revoked_at,
    revoked_by: idText(key.revoked_by),
  };
}

const idText = (id: number | null) => (id === null ? null : String(id));
