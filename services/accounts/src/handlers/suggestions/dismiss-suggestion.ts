import { noContent, type Reply } from '@botect/http';
import { projectIdOf } from '../../core/project-id.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { noSuggestion } from './no-suggestion.ts';

/** `DELETE /v1/projects/{project}/rule-suggestions/{suggestion}`: 204; one decided on already stays what it is. */
export async function dismissSuggestion({ projectId, request, commit }: ProjectVisit): Promise<Reply> {
  const id = projectIdOf(request.param('suggestion')) ?? noSuggestion();
  return commit(async ({ suggestions }) => {
    const [before = noSuggestion()] = await suggestions.hold(projectId, [id]);
    if (before.status !== 'open') return { reply: noContent, audit: [] };
    await suggestions.settle(id, 'dismissed');
    const subject = { subject: 'suggestion', subjectId: id, projectId };
    return { reply: noContent, audit: { action: 'suggestion.dismissed', ...subject, before } };
  });
}
