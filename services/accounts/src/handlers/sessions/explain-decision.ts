import type { ScoringSettings, SessionDecision } from '@botect/contracts';
import {
  type DecisionRule,
  decide,
  explainExpression,
  readRule,
  StoredExpressionFault,
  type StoredRule,
  subjectOf,
} from '@botect/rules';
import type { SessionRecord } from '../../core/session-record.ts';

export interface DecidingPolicy {
  readonly settings: ScoringSettings;
  readonly rules: readonly StoredRule[];
}

/**
 * What a verdict read that tells nothing of its request would answer now, and why: the conditions of each rule that matched.
 * Address, agent and country are those of the session's own last request.
 */
export function explainDecision(
  session: SessionRecord,
  { settings, rules }: DecidingPolicy,
  nowMs: number,
): SessionDecision {
  const { bot_settings, likely_bot_threshold: likelyBotThreshold } = settings;
  const { ip, userAgent: ua, country } = session;
  const context = { path: null, ip, ua, country, loggedIn: null };
  const read = rules.flatMap(readable);
  const policy = { settings: bot_settings, likelyBotThreshold, rules: read.map(({ rule }) => rule) };
  const { band, action, step, rule, matched, shadowMatched } = decide(session, policy, { context, nowMs });
  const told = new Set([...matched, ...shadowMatched]);
  const subject = subjectOf(session, context, likelyBotThreshold);
  return {
    band,
    action,
    step,
    rule: rule === null ? null : nameOf(rule),
    shadow_matches: shadowMatched.map(nameOf),
    why: read
      .filter((one) => told.has(one.rule))
      .map((one) => ({ ...nameOf(one.rule), predicates: [...explainExpression(one.expression, subject)] })),
  };
}

const nameOf = ({ id, name }: DecisionRule) => ({ id, name });

/** A rule this code cannot read decides nothing, here as in a verdict. */
function readable(stored: StoredRule): ReturnType<typeof readRule>[] {
  try {
    return [readRule(stored)];
  } catch (error) {
    if (error instanceof StoredExpressionFault) return [];
    throw error;
  }
}
