import type { Action, Rule } from '@botect/contracts';

/** Whose rules: one project's, or, where it is null, those of every project of the account. */
export interface RuleScope {
  readonly accountId: number;
  readonly projectId: number | null;
}

/** When a rule ends; null is never. */
export type Expiry = { readonly inSeconds: number } | { readonly atMs: number } | null;

/** A rule to be: checked, and not kept yet. */
export interface RuleDraft {
  readonly name: string;
  /** As its author wrote it, and as it is evaluated. */
  readonly expression: { readonly source: string; readonly parsed: object };
  readonly action: Action;
  readonly isActive: boolean;
  readonly isShadow: boolean;
  readonly sortOrder: number;
  readonly groupId: string | null;
  readonly expiry: Expiry;
}

/** Enough for a site's every corner, few enough to walk on each verdict. Expired rules count until they are deleted. */
export const rulesMax = 100;

export const expiryMs = (expiry: Expiry, nowMs: number): number | null => {
  if (expiry === null) return null;
  return 'atMs' in expiry ? expiry.atMs : nowMs + expiry.inSeconds * 1000;
};

/** Whether one list names everything the other does, and everything once. */
export function isPermutation(ids: readonly number[], of: readonly number[]): boolean {
  const named = new Set(ids);
  return ids.length === of.length && named.size === of.length && of.every((id) => named.has(id));
}

export interface RuleChange {
  readonly before: Rule;
  readonly after: Rule;
}
