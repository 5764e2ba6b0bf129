import { keyCreateSchema, rolePermissions, workspaceKeySchema } from '@botect/contracts';
import { created, ok, type Reply, readJson } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { actingPerson, personBehind, requireEndBefore, requireHeld } from './granting.ts';

/** `GET /api/v1/api-keys`. */
export function listWorkspaceKeys({ stores }: Pick<Ports, 'stores'>) {
  return async ({ account }: AccountVisit): Promise<Reply> => {
    const owner = { accountId: account.id, kind: 'workspace' } as const;
    const keys = await stores.credentials.list(owner, 'unrevoked');
    return ok(keys.map((key) => workspaceKeySchema.parse(key)));
  };
}

/** `POST /api/v1/api-keys`: 201 with the key, this once. It outlives whoever made it, and may do what an admin may. */
export function createWorkspaceKey({ secrets }: Pick<Ports, 'secrets'>) {
  return async ({ account, caller, request, commit }: AccountVisit): Promise<Reply> => {
    const { label } = readJson(request, keyCreateSchema);
    personBehind(caller);
    requireHeld(caller, rolePermissions.admin);
    requireEndBefore(caller, null);
    const key = secrets.key('workspace');
    return commit(async ({ credentials }) => {
      const made = await credentials.create(
        { accountId: account.id, kind: 'workspace' },
        { key, label, createdBy: actingPerson(caller) },
      );
      const { last_used_at: _, ...after } = workspaceKeySchema.parse(made);
      const audit = { action: 'workspace-key.created', subject: 'key', subjectId: made.id, after };
      return { reply: created({ ...after, key }), audit };
    });
  };
}
