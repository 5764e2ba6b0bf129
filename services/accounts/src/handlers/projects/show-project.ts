import { Problem } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';

/** `GET /v1/projects/{project}`. */
export function showProject({ stores }: Pick<Ports, 'stores'>) {
  return async ({ account, projectId }: ProjectVisit): Promise<Reply> => {
    const project = await stores.projects.find(account.id, projectId);
    if (project === null) throw new Problem('FORBIDDEN', 'The project does not belong to the account.');
    return ok(project);
  };
}
