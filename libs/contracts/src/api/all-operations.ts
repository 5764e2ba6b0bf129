import { auditOperations } from './audit.ts';
import { dataPlaneOperations } from './data-plane.ts';
import { projectKeyOperations, tokenOperations, workspaceKeyOperations } from './keys.ts';
import { loginOperations } from './login.ts';
import type { Operation } from './operation.ts';
import { peopleOperations } from './people.ts';
import { accessRuleOperations } from './portal-access-rules.ts';
import { portalKeyOperations } from './portal-api-keys.ts';
import { portalAuditOperations } from './portal-audit.ts';
import { portalSiteOperations } from './portal-sites.ts';
import { portalTrafficOperations } from './portal-traffic.ts';
import { portalUserOperations } from './portal-users.ts';
import { portalVerifyOperations } from './portal-verify.ts';
import { privacyOperations } from './privacy.ts';
import { accountOperations, projectOperations, scoringOperations } from './projects.ts';
import { referenceOperations } from './reference.ts';
import { ruleOperations } from './rules.ts';
import { sessionOperations } from './sessions.ts';
import { suggestionOperations } from './suggestions.ts';
import { trafficOperations } from './traffic.ts';
import { usageOperations } from './usage.ts';

/** The whole interface, in the order the reference shows it. */
export const allOperations: readonly Operation[] = [
  dataPlaneOperations,
  loginOperations,
  accountOperations,
  peopleOperations,
  projectOperations,
  scoringOperations,
  tokenOperations,
  workspaceKeyOperations,
  projectKeyOperations,
  ruleOperations,
  suggestionOperations,
  sessionOperations,
  privacyOperations,
  trafficOperations,
  usageOperations,
  auditOperations,
  accessRuleOperations,
  portalSiteOperations,
  portalKeyOperations,
  portalUserOperations,
  portalTrafficOperations,
  portalAuditOperations,
  portalVerifyOperations,
  referenceOperations,
].flatMap((table): readonly Operation[] => Object.values(table));
