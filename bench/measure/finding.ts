import { median } from './statistics.ts';

export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** One line of the result. */
export interface Finding {
  readonly metric: string;
  readonly what: string;
  readonly unit: '×' | 'ms' | 'µs' | 'B' | '/s' | '%' | '';
  /** One value a round, oldest first. */
  readonly values: readonly number[];
  readonly goal?: Goal;
}

/** Whether the median reaches the goal; null where there is none. */
export function isMet({ goal, values }: Finding): boolean | null {
  if (goal === undefined) return null;
  const value = median(values);
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
}
