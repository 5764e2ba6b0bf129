import { setImmediate as othersWork } from 'node:timers/promises';
import { type RulePreviewed, rulePreviewSchema } from '@botect/contracts';
import { ok, type Reply } from '@botect/http';
import { compileExpression, fieldsOf, subjectOf } from '@botect/rules';
import { previewTally, unknownFields } from '../../core/rule-preview.ts';
import type { StoredSession } from '../../core/stored-session.ts';
import type { Ports } from '../../ports/index.ts';
import type { ProjectVisit } from '../gate/visit.ts';
import { checkedExpression, readNaming } from './read-rule.ts';

export interface PreviewLimits {
  /** Sessions looked at. */
  readonly sessionsMax: number;
  /** Sessions held at a time. */
  readonly pageSize: number;
}

const usualLimits: PreviewLimits = { sessionsMax: 50_000, pageSize: 2_000 };
const dayMs = 86_400_000;

/** `POST /v1/projects/{project}/rules/preview`: what a rule would have matched; nothing is saved. */
export function previewRule(ports: Pick<Ports, 'stores' | 'readSessions' | 'now'>, limits = usualLimits) {
  return async ({ request, projectId }: ProjectVisit): Promise<Reply> => {
    const { expression: source, days, sample } = readNaming(request, rulePreviewSchema);
    const expression = checkedExpression(source);
    const { likely_bot_threshold: threshold, bot_settings } = await ports.stores.settings.read(projectId);
    const matches = compileExpression(expression);
    const tally = previewTally(sample, bot_settings.allow_verified);
    const told = new Set<string>();
    const sinceMs = ports.now() - days * dayMs;
    const read: ReadPage = (page) => ports.readSessions(projectId, sinceMs, page);
    const isExact = await eachSession(read, limits, (session) => {
      const subject = subjectOf(session, { ...session, path: null, loggedIn: null }, threshold);
      if (session.country !== null) told.add('country');
      if (session.loggedIn !== null) told.add('logged_in');
      tally.add(shown(session, subject.band), matches(subject));
    });
    const unknown = unknownFields(fieldsOf(expression), told);
    const answer: RulePreviewed = { ...tally.result(), is_exact: isExact, unknown_fields: unknown };
    return ok(answer);
  };
}

type ReadPage = (page: Parameters<Ports['readSessions']>[2]) => ReturnType<Ports['readSessions']>;

/** Looks at the newest sessions page by page; answers whether those were all. */
async function eachSession(
  read: ReadPage,
  { sessionsMax, pageSize }: PreviewLimits,
  look: (session: StoredSession) => void,
): Promise<boolean> {
  let after: StoredSession | undefined;
  for (let seen = 0; seen < sessionsMax; ) {
    const limit = Math.min(pageSize, sessionsMax - seen);
    const page = await read({ after, limit });
    for (const session of page) look(session);
    seen += page.length;
    after = page.at(-1);
    if (page.length < limit) return true;
    // The embedded database answers without leaving this thread.
    await othersWork();
  }
  return (await read({ after, limit: 1 })).length === 0;
}

const shown = (
  { token, score, lastSeenMs }: StoredSession,
  band: RulePreviewed['sample'][number]['band'],
) => ({
  session_token: token,
  score,
  band,
  last_seen_at: new Date(lastSeenMs).toISOString(),
});
