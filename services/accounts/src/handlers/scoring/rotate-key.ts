import { type KeyRotated, Problem, rotateSchema } from '@botect/contracts';
import { ok, type Reply, type Request, readJson } from '@botect/http';
import type { Ports } from '../ports.ts';

/** `POST /v1/projects/{project}/scoring/rotate`: a new key; the old one is dead without grace. */
export function rotateKey({ keys, secrets, announce }: Pick<Ports, 'keys' | 'secrets' | 'announce'>) {
  return async (projectId: number, request: Request): Promise<Reply> => {
    const { type } = readJson(request, rotateSchema);
    const key = type === 'site' ? secrets.siteKey() : secrets.privateKey();
    if (!(await keys.rotate(projectId, type, key))) {
      throw new Problem('SCORING_NOT_ENABLED', 'Scoring is not enabled on this project; it has no keys.');
    }
    await announce(projectId);
    const answer: KeyRotated = { type, key };
    return ok(answer);
  };
}
