import { type KeyRotated, Problem, rotateSchema } from '@botect/contracts';
import { ok, type Reply, readJson } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';

/** `POST /v1/projects/{project}/scoring/rotate`: a new key; the old one is dead at once, or after the grace asked for. */
export function rotateKey({ secrets }: Pick<Ports, 'secrets'>) {
  return async ({ projectId, request, commit }: ProjectVisit): Promise<Reply> => {
    const { type, grace_seconds } = readJson(request, rotateSchema);
    const key = secrets.key(type);
    const answer: KeyRotated = { type, key };
    return commit(async ({ keys }) => {
      if (!(await keys.rotate(projectId, { kind: type, key, graceSeconds: grace_seconds })))
        throw new Problem('SCORING_NOT_ENABLED', 'Scoring is not enabled on this project; it has no keys.');
      const after = { type, grace_seconds, last_four: key.slice(-4) };
      const audit = { action: 'key.rotated', subject: 'project', subjectId: projectId, projectId, after };
      return { reply: ok(answer), audit, changed: [projectId] };
    });
  };
}
