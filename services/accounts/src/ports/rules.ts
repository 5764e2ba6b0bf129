import type { Rule, RuleMatches, Suggestion } from '@botect/contracts';
import type { RuleChange, RuleDraft, RuleScope } from '../core/rule.ts';
import type { StoredSession } from '../core/stored-session.ts';
import type { ObservedProject, Period, ProposedRule, Suspect } from '../core/suggested-rule.ts';

/** Rules by themselves. Whoever writes them in a transaction is alone with the rules of that scope until it ends. */
export interface RuleStore {
  /** Null when the scope has no such rule. */
  find(scope: RuleScope, ruleId: number): Promise<Rule | null>;
  /** All of them or, beyond `rulesMax`, none: LIMIT_REACHED. Answers them in the order given. */
  create(scope: RuleScope, drafts: readonly RuleDraft[]): Promise<readonly Rule[]>;
  /** Null when there is no such rule. */
  change(scope: RuleScope, ruleId: number, draft: Partial<RuleDraft>): Promise<RuleChange | null>;
  /** What was removed; null when there was no such rule. */
  remove(scope: RuleScope, ruleId: number): Promise<Rule | null>;
}

/** Rules many at a time. */
export interface RuleLists {
  /** In the order of evaluation; `withAccount` those of the whole account too. */
  list(scope: RuleScope, withAccount?: boolean): Promise<readonly Rule[]>;
  /** Answers the rules in their new order; null, and does nothing, unless every rule of the scope is named once. */
  reorder(scope: RuleScope, ruleIds: readonly number[]): Promise<readonly Rule[] | null>;
  /** What was removed. */
  removeGroup(scope: RuleScope, groupId: string): Promise<readonly Rule[]>;
}

/** Matches of a rule in each hour or day (UTC) since then, ascending; those without are left out. */
export type CountRuleMatches = (
  ruleId: number,
  sinceMs: number,
  unit: RuleMatches['unit'],
) => Promise<RuleMatches['points']>;

/** Rules proposed for a project. */
export interface SuggestionStore {
  /** The open ones, most bots first; the first hundred. */
  list(projectId: number): Promise<readonly Suggestion[]>;
  find(projectId: number, suggestionId: number): Promise<Suggestion | null>;
  /** Those that exist among the ids; in a transaction nobody else decides on them until it ends. */
  hold(projectId: number, suggestionIds: readonly number[]): Promise<readonly Suggestion[]>;
  settle(suggestionId: number, decision: { readonly ruleId: number } | 'dismissed'): Promise<void>;
}

/** Where suggestions come from. */
export interface Suspicions {
  /** Until the transaction ends nobody else gets true. */
  claim(): Promise<boolean>;
  /** Those that are scored, not suspended, and had sessions since; by ascending id. */
  projects(sinceMs: number): Promise<readonly ObservedProject[]>;
  suspects(project: ObservedProject, period: Period): Promise<readonly Suspect[]>;
  /**
   * Adds them, or brings the open ones up to date. Those decided on stay as they are, but for one that was applied before the
   * period and whose rule is over: it is open again.
   */
  propose(project: ObservedProject, period: Period, rules: readonly ProposedRule[]): Promise<void>;
}

/** Scored sessions of a project seen since then, newest first; those after the last one of the page before. */
export type ReadSessions = (
  projectId: number,
  sinceMs: number,
  page: { readonly after: StoredSession | undefined; readonly limit: number },
) => Promise<readonly StoredSession[]>;
