import { type Project, projectCreateSchema } from '@botect/contracts';
import { created, type Reply, readJson } from '@botect/http';
import type { AuditNote, Ports } from '../../ports/index.ts';
import type { AccountVisit } from '../gate/visit.ts';
import { readDomains } from './read-domains.ts';

/** `POST /v1/projects`: 201 with the project. Scoring is enabled by a call of its own. */
export function createProject({ secrets }: Pick<Ports, 'secrets'>) {
  return async ({ account, request, commit }: AccountVisit): Promise<Reply> => {
    const { name, domains: written } = readJson(request, projectCreateSchema);
    const domains = readDomains(written);
    return commit(async ({ projects }) => {
      const sessionSeed = secrets.sessionSeed();
      const project = await projects.create(account.id, { name, domains, sessionSeed });
      return { reply: created(project), audit: projectCreated(project) };
    });
  };
}

/** What the audit says of a new project, wherever it was made. */
export const projectCreated = (project: Project): AuditNote => ({
  action: 'project.created',
  subject: 'project',
  subjectId: project.id,
  projectId: project.id,
  after: project,
});
