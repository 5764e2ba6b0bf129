import type { Action } from '@botect/contracts';
import type { Subject } from './subject.ts';

/** A rule ready to be applied. */
export interface DecisionRule {
  readonly id: number;
  readonly name: string;
  readonly action: Action;
  readonly matches: (subject: Subject) => boolean;
  /** It says whether it would have matched, and never acts. */
  readonly isShadow: boolean;
  /** From this time on it is not looked at; null is never. */
  readonly expiresAtMs: number | null;
}
