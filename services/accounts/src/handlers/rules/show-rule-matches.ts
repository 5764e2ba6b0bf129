import { type RuleMatches, ruleMatchesQuerySchema } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import { readQuery } from '../gate/read-query.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { foundRule, scopeOf } from './read-rule.ts';

const dayMs = 86_400_000;
/** More hours than a week's are no longer looked at one by one. */
const hourlyDaysMax = 7;

/** `GET /v1/projects/{project}/rules/{rule}/matches`: by hour or day, shadow rules too. */
export function showRuleMatches({ stores, now }: Pick<Ports, 'stores' | 'now'>) {
  return async (visit: ProjectVisit): Promise<Reply> => {
    const { days } = readQuery(visit.request, ruleMatchesQuerySchema);
    const { id } = await foundRule(visit, (ruleId) => stores.rules.find(scopeOf(visit), ruleId));
    const unit = days <= hourlyDaysMax ? 'hour' : 'day';
    const points = await stores.countRuleMatches(id, now() - days * dayMs, unit);
    const total = points.reduce((sum, { matches }) => sum + matches, 0);
    const answer: RuleMatches = { rule_id: id, unit, total, points };
    return ok(answer);
  };
}
