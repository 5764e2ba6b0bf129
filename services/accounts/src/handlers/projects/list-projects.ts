import { ok, type Reply } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';

/** `GET /v1/projects`: the account's projects, a bare array by ascending id. */
export function listProjects({ stores }: Pick<Ports, 'stores'>) {
  return async ({ account }: AccountVisit): Promise<Reply> => ok(await stores.projects.list(account.id));
}
