import { ExpressionFault, parseExpression } from '@botect/rules';
import {
  type ObservedProject,
  type Period,
  type ProposedRule,
  type Suspect,
  suggestedAction,
  suggestedExpression,
} from '../../core/suggested-rule.ts';
import type { Ports } from '../../ports/index.ts';

const periodMs = 86_400_000;

/**
 * Looks at the last day of every project and proposes rules against what were nearly only bots. A transaction a project, so that
 * none is long; of replicas that look at the same time the one that finds the lock taken leaves the rest of the round to the other.
 */
export function proposeRules({ stores, transact, now }: Pick<Ports, 'stores' | 'transact' | 'now'>) {
  const proposeFor = (project: ObservedProject, period: Period) =>
    transact(async ({ suspicions }) => {
      if (!(await suspicions.claim())) return false;
      const suspects = await suspicions.suspects(project, period);
      await suspicions.propose(project, period, suspects.flatMap(proposedRule));
      return true;
    });
  return {
    name: 'propose rules',
    everyMs: 3_600_000,
    async work(): Promise<void> {
      const toMs = now();
      const period = { fromMs: toMs - periodMs, toMs };
      for (const project of await stores.suspicions.projects(period.fromMs))
        if (!(await proposeFor(project, period))) return;
    },
  };
}

/** Nothing for a user agent no expression can hold. */
function proposedRule(suspect: Suspect): readonly ProposedRule[] {
  const expressionSource = suggestedExpression(suspect);
  try {
    parseExpression(expressionSource);
  } catch (error) {
    if (error instanceof ExpressionFault) return [];
    throw error;
  }
  return [{ ...suspect, expressionSource, action: suggestedAction }];
}
