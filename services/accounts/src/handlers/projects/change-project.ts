import { Problem, projectChangeSchema } from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import type { AuditNote, ProjectChange, ProjectStore } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { readDomains } from './read-domains.ts';

/** `PATCH /v1/projects/{project}`: what is named changes. Switching off is what DELETE does, and needs its permission. */
export async function changeProject(visit: ProjectVisit): Promise<Reply> {
  const { name, domains, is_active: isActive } = readJson(visit.request, projectChangeSchema);
  if (isActive === false && !visit.caller.permissions.has('deleteSite'))
    throw new Problem('FORBIDDEN', 'This credential lacks the permission deleteSite.');
  return change(visit, { name, domains: domains && readDomains(domains), isActive });
}

/** `DELETE /v1/projects/{project}`: 200 with the project, off. Its sessions, settings and keys stay. */
export async function deactivateProject(visit: ProjectVisit): Promise<Reply> {
  return change(visit, { isActive: false });
}

/** Activity is part of the policy, name and domains are not. */
function change({ account, projectId, commit }: ProjectVisit, wanted: ProjectChange): Promise<Reply> {
  return commit(async ({ projects }) => {
    const { after, ...rest } = await changed(projects, { accountId: account.id, projectId }, wanted);
    return { reply: ok(after), ...rest };
  });
}

/** Changes a project, whichever surface that is asked on. */
export async function changed(
  projects: ProjectStore,
  { accountId, projectId }: { readonly accountId: number; readonly projectId: number },
  wanted: ProjectChange,
) {
  const done = await projects.change(accountId, projectId, wanted);
  if (done === null)
    throw new Problem('LAST_ACTIVE_PROJECT', 'The last active project of an account stays active.');
  const { before, after } = done;
  const switched = before.is_active !== after.is_active;
  const action = switched && !after.is_active ? 'project.deactivated' : 'project.changed';
  const audit: AuditNote = { action, subject: 'project', subjectId: projectId, projectId, before, after };
  return { after, audit, changed: switched ? [projectId] : [] };
}
