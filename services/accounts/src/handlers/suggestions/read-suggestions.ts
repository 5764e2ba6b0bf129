import { ok, type Reply } from '@botect/http';
import { projectIdOf } from '../../core/project-id.ts';
import type { Ports } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { noSuggestion } from './no-suggestion.ts';

/** `GET /v1/projects/{project}/rule-suggestions`: the open ones, most bots first. */
export function listSuggestions({ stores }: Pick<Ports, 'stores'>) {
  return async ({ projectId }: ProjectVisit): Promise<Reply> => ok(await stores.suggestions.list(projectId));
}

/** `GET /v1/projects/{project}/rule-suggestions/{suggestion}`: also one that was decided on. */
export function showSuggestion({ stores }: Pick<Ports, 'stores'>) {
  return async ({ projectId, request }: ProjectVisit): Promise<Reply> => {
    const id = projectIdOf(request.param('suggestion'));
    const found = id === null ? null : await stores.suggestions.find(projectId, id);
    return ok(found ?? noSuggestion());
  };
}
