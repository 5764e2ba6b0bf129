import { Problem } from '@botect/contracts';
import type { ProjectPolicy } from './policy.ts';

/**
 * The project a key may be used for. Otherwise throws UNAUTHENTICATED, in the same words whatever is wrong with the key,
 * or NO_ACTIVE_SUBSCRIPTION when all that is wrong is the account.
 */
export function liveProject(policy: ProjectPolicy | null): ProjectPolicy {
  if (!policy?.projectActive || !policy.scoringEnabled) {
    throw new Problem(
      'UNAUTHENTICATED',
      'The key is missing, malformed, revoked, or not one of a project with scoring.',
    );
  }
  if (!policy.accountActive) {
    throw new Problem('NO_ACTIVE_SUBSCRIPTION', 'The account of this key has no active subscription.');
  }
  return policy;
}
