import {
  accessRuleOperations,
  type Operation,
  portalAuditOperations,
  portalKeyOperations,
  portalSiteOperations,
  portalTrafficOperations,
  portalUserOperations,
  portalVerifyOperations,
} from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { getAccessRules, listAdminRules } from './access-rules.ts';
import { createPortalKey, deletePortalKey, getPortalKeys, updatePortalKey } from './api-keys.ts';
import { formType } from './read-form.ts';
import { searchCaptchaRecords } from './records.ts';
import { getPortalSite, getPortalSites } from './sites.ts';
import { getLiveSessions, getTrafficData } from './traffic.ts';
import { createPortalUser, deletePortalUser, getPortalUsers, updatePortalUser } from './users.ts';
import { verifySite } from './verify.ts';
import { createAccessRule, deleteAccessGroup, deleteAccessRule } from './write-access-rules.ts';
import { createPortalSite, deletePortalSite, updatePortalSite } from './write-sites.ts';

export const portalRoutes = (gate: Gate, ports: Ports): Route[] => [
  ...keyRoutes(gate, ports),
  ...ruleRoutes(gate, ports),
  ...siteRoutes(gate, ports),
  gate.account(portalUserOperations.getPortalUsers, getPortalUsers(ports)),
  gate.account(portalUserOperations.createPortalUser, createPortalUser(ports)),
  gate.account(portalUserOperations.updatePortalUser, updatePortalUser),
  gate.account(portalUserOperations.deletePortalUser, deletePortalUser),
  gate.account(portalTrafficOperations.getTrafficData, getTrafficData(ports)),
  gate.account(portalTrafficOperations.getLiveSessions, getLiveSessions(ports)),
  gate.account(portalAuditOperations.searchCaptchaRecords, searchCaptchaRecords(ports)),
  verifyRoute(portalVerifyOperations.verifySite, ports),
];

const keyRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.account(portalKeyOperations.getPortalKeys, getPortalKeys(ports)),
  gate.account(portalKeyOperations.createPortalKey, createPortalKey(ports)),
  gate.account(portalKeyOperations.updatePortalKey, updatePortalKey),
  gate.account(portalKeyOperations.deletePortalKey, deletePortalKey),
];

const ruleRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.account(accessRuleOperations.getAccessRules, getAccessRules(ports)),
  gate.account(accessRuleOperations.listAdminRules, listAdminRules(ports)),
  gate.account(accessRuleOperations.createAccessRule, createAccessRule(ports)),
  gate.account(accessRuleOperations.deleteAccessRule, deleteAccessRule),
  gate.account(accessRuleOperations.deleteAccessGroup, deleteAccessGroup),
];

const siteRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.account(portalSiteOperations.getPortalSites, getPortalSites(ports)),
  gate.account(portalSiteOperations.getPortalSite, getPortalSite(ports)),
  gate.account(portalSiteOperations.createPortalSite, createPortalSite(ports)),
  gate.account(portalSiteOperations.updatePortalSite, updatePortalSite),
  gate.account(portalSiteOperations.deletePortalSite, deletePortalSite),
];

/** Past the gate, which limits by address: all visitors of a site are verified from the one address of its backend. */
const verifyRoute = ({ method, path, surface = 'bare' }: Operation, ports: Ports): Route => ({
  method,
  path,
  surface,
  accepts: ['application/json', formType],
  handle: verifySite(ports),
});
