import type { Action } from '@botect/contracts';
import type { DecisionRule } from './decision-rule.ts';
import type { Subject } from './subject.ts';

/** Actions that end the walk; `log` and `delay` are remembered while it goes on. */
const terminating: ReadonlySet<Action> = new Set<Action>(['block', 'challenge', 'allow']);

export interface WalkedRules {
  readonly deciding: DecisionRule | null;
  /** The first delay that matched, or else the first log. */
  readonly remembered: DecisionRule | null;
  readonly matched: readonly DecisionRule[];
  readonly shadowMatched: readonly DecisionRule[];
}

/** Asks the rules in order: those that act until one decides, the shadow ones all. */
export function walkRules(rules: readonly DecisionRule[], subject: Subject, nowMs: number): WalkedRules {
  const matched: DecisionRule[] = [];
  const shadowMatched: DecisionRule[] = [];
  let deciding: DecisionRule | null = null;
  for (const rule of rules) {
    const isAsked = rule.isShadow || deciding === null;
    if (!isAsked || hasExpired(rule, nowMs) || !rule.matches(subject)) continue;
    if (rule.isShadow) shadowMatched.push(rule);
    else matched.push(rule);
    if (!rule.isShadow && terminating.has(rule.action)) deciding = rule;
  }
  return { deciding, remembered: rememberedOf(matched), matched, shadowMatched };
}

const hasExpired = ({ expiresAtMs }: DecisionRule, nowMs: number): boolean =>
  expiresAtMs !== null && expiresAtMs <= nowMs;

const rememberedOf = (matched: readonly DecisionRule[]): DecisionRule | null =>
  matched.find(({ action }) => action === 'delay') ?? matched.find(({ action }) => action === 'log') ?? null;
