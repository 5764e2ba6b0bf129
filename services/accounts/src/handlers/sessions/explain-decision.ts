import type { ScoringSettings, SessionDecision } from '@botect/contracts';
import {
  compileExpression,
  type DecisionRule,
  decide,
  type Expression,
  explainExpression,
  readExpression,
  StoredExpressionFault,
  subjectOf,
} from '@botect/rules';
import type { SessionRecord } from '../../core/session-record.ts';
import type { ApplicableRule } from '../../ports/index.ts';

export interface DecidingPolicy {
  readonly settings: ScoringSettings;
  readonly rules: readonly ApplicableRule[];
}

type ReadRule = DecisionRule & { readonly expression: Expression };

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
  const read = rules.flatMap(readRule);
  const policy = { settings: bot_settings, likelyBotThreshold, rules: read };
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
      .filter((one) => told.has(one))
      .map((one) => ({ ...nameOf(one), predicates: [...explainExpression(one.expression, subject)] })),
  };
}

const nameOf = ({ id, name }: DecisionRule) => ({ id, name });

/** A rule this code cannot read decides nothing, here as in a verdict. */
function readRule({ expression: stored, ...rule }: ApplicableRule): ReadRule[] {
  try {
    const expression = readExpression(stored);
    return [{ ...rule, expression, matches: compileExpression(expression) }];
  } catch (error) {
    if (error instanceof StoredExpressionFault) return [];
    throw error;
  }
}
