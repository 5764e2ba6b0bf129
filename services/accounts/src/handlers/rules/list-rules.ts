import { ruleListQuerySchema } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import { readQuery } from '../gate/read-query.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { foundRule, scopeOf } from './read-rule.ts';

/** `GET /v1/projects/{project}/rules`: a bare array in the order of evaluation. */
export function listRules({ stores }: Pick<Ports, 'stores'>) {
  return async (visit: ProjectVisit): Promise<Reply> => {
    const { include } = readQuery(visit.request, ruleListQuerySchema);
    return ok(await stores.ruleLists.list(scopeOf(visit), include === 'account'));
  };
}

/** `GET /v1/projects/{project}/rules/{rule}`. */
export function showRule({ stores }: Pick<Ports, 'stores'>) {
  return async (visit: ProjectVisit): Promise<Reply> =>
    ok(await foundRule(visit, (id) => stores.rules.find(scopeOf(visit), id)));
}
