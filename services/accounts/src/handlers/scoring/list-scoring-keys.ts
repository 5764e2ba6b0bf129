import { ok, type Reply } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';

/** `GET /v1/projects/{project}/scoring/keys`: which keys work, until when, and who still uses one that was replaced. */
export function listScoringKeys({ stores }: Pick<Ports, 'stores'>) {
  return async ({ projectId }: ProjectVisit): Promise<Reply> => ok(await stores.keys.list(projectId));
}
