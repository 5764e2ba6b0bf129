import type { Action, Band, BotSettings, ScoredSession } from '@botect/contracts';
import { bandOf } from './band.ts';
import type { DecisionRule } from './decision-rule.ts';
import { isStaticResource } from './static-resource.ts';
import { type RequestContext, subjectOf } from './subject.ts';
import { type WalkedRules, walkRules } from './walk-rules.ts';

/** What a project decided about its visitors. */
export interface DecisionPolicy {
  readonly settings: BotSettings;
  /** 1–99. */
  readonly likelyBotThreshold: number;
  /** The active ones, in the order they are applied. */
  readonly rules: readonly DecisionRule[];
}

export interface DecisionMoment {
  readonly context: RequestContext;
  readonly nowMs: number;
}

export interface Decision {
  readonly band: Band;
  readonly action: Action;
  /** What decided: `rule` also when a remembered log or delay surfaced. */
  readonly step: 'verified' | 'static' | 'rule' | 'toggle' | 'default';
  readonly rule: DecisionRule | null;
  /** Rules that matched and may act, the deciding one last, if one decided. */
  readonly matched: readonly DecisionRule[];
  /** Shadow rules that matched, those after the deciding rule included: each says what it would see on every request. */
  readonly shadowMatched: readonly DecisionRule[];
}

const noRules: readonly DecisionRule[] = [];

/**
 * What is answered for a session, in this order: sessions without a score are allowed, verified bots that are allowed,
 * static resources that are skipped, rules, toggles, allow. A plain allow shows the first delay that matched, or else
 * the first log. Rules, shadow ones too, are not looked at when an earlier step decided.
 */
export function decide(
  session: ScoredSession,
  policy: DecisionPolicy,
  { context, nowMs }: DecisionMoment,
): Decision {
  const { settings, likelyBotThreshold, rules } = policy;
  const band = bandOf(session.score, session.verifiedCategory !== null, likelyBotThreshold);
  if (band === 'not_computed') return withoutRules(band, 'allow', 'default');
  if (band === 'verified' && settings.allow_verified) return withoutRules(band, 'allow', 'verified');
  if (!settings.protect_static && isStaticResource(context.path))
    return withoutRules(band, 'allow', 'static');
  const toggled = toggledAction(band, settings);
  if (rules.length === 0)
    return withoutRules(band, toggled ?? 'allow', toggled === null ? 'default' : 'toggle');
  return resolve(band, toggled, walkRules(rules, subjectOf(session, context, likelyBotThreshold), nowMs));
}

function resolve(band: Band, toggled: Action | null, walked: WalkedRules): Decision {
  const { deciding, remembered, matched, shadowMatched } = walked;
  const seen = { band, matched, shadowMatched };
  if (deciding !== null) return { ...seen, action: deciding.action, step: 'rule', rule: deciding };
  if (toggled !== null) return { ...seen, action: toggled, step: 'toggle', rule: null };
  if (remembered !== null) return { ...seen, action: remembered.action, step: 'rule', rule: remembered };
  return { ...seen, action: 'allow', step: 'default', rule: null };
}

function toggledAction(band: Band, settings: BotSettings): Action | null {
  if (band === 'definite' && settings.block_definite) return 'block';
  return band === 'likely_automated' && settings.challenge_likely ? 'challenge' : null;
}

function withoutRules(band: Band, action: Action, step: Decision['step']): Decision {
  return { band, action, step, rule: null, matched: noRules, shadowMatched: noRules };
}
