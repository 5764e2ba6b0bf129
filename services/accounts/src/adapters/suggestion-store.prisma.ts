import type { Action, Suggestion } from '@botect/contracts';
import type { Prisma } from '@botect/database';
import type { SuggestionStore } from '../ports/index.ts';
import type { Queries } from './queries.ts';

/** More than anybody looks through. */
const listedMax = 100;

type SuggestionRow = Prisma.RuleSuggestionGetPayload<Record<never, never>>;

export function prismaSuggestionStore(queries: Queries): SuggestionStore {
  return {
    async list(projectId) {
      const where = { projectId, status: 'open' };
      const rows = await queries.ruleSuggestion.findMany({
        where,
        orderBy: [{ botSessions: 'desc' }, { id: 'asc' }],
        take: listedMax,
      });
      return rows.map(suggestionOf);
    },
    async find(projectId, id) {
      const row = await queries.ruleSuggestion.findFirst({ where: { id, projectId } });
      return row === null ? null : suggestionOf(row);
    },
    async hold(projectId, suggestionIds) {
      // Locked by ascending id, so that two who want the same ones never wait for each other in a circle.
      const held = await queries.$queryRaw<{ id: number }[]>`
        select id from accounts.rule_suggestions
        where project_id = ${projectId} and id = any(${[...suggestionIds]}::int[]) order by id for update`;
      const ids = held.map(({ id }) => id);
      const rows = await queries.ruleSuggestion.findMany({
        where: { id: { in: ids } },
        orderBy: { id: 'asc' },
      });
      return rows.map(suggestionOf);
    },
    async settle(id, decision) {
      const data =
        decision === 'dismissed' ? { status: decision } : { status: 'applied', ruleId: decision.ruleId };
      await queries.ruleSuggestion.update({ where: { id }, data });
    },
  };
}

function suggestionOf(row: SuggestionRow): Suggestion {
  return {
    id: row.id,
    project_id: row.projectId,
    // Only this service writes them.
    kind: row.kind as Suggestion['kind'],
    subject: row.subject,
    expression_source: row.expressionSource,
    action: row.action as Action,
    sessions: row.sessions,
    bot_sessions: row.botSessions,
    period_start: row.periodStart.toISOString(),
    period_end: row.periodEnd.toISOString(),
    status: row.status as Suggestion['status'],
    rule_id: row.ruleId,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
