import { type Account, projectCreateSchema } from '@botect/contracts';
import { created, type Reply, type Request, readJson } from '@botect/http';
import { distinctDomains } from '../core/domains.ts';
import type { Ports } from '../ports.ts';

/** `POST /v1/projects`: 201 with the project. Scoring is enabled by a call of its own. */
export function createProject({ projects, secrets }: Pick<Ports, 'projects' | 'secrets'>) {
  return async (account: Account, request: Request): Promise<Reply> => {
    const { name, domains = [] } = readJson(request, projectCreateSchema);
    const sessionSeed = secrets.sessionSeed();
    return created(
      await projects.create(account.id, { name, domains: distinctDomains(domains), sessionSeed }),
    );
  };
}
