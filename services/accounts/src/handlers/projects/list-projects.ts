import type { Account } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import type { Ports } from '../ports.ts';

/** `GET /v1/projects`: the account's projects, a bare array by ascending id. */
export function listProjects({ projects }: Pick<Ports, 'projects'>) {
  return async ({ id }: Account): Promise<Reply> => ok(await projects.list(id));
}
