import type { ScoredSession } from '@botect/contracts';
import type { Request } from '@botect/http';
import type { Networks } from '@botect/networks';
import { given } from './request-context.ts';

/** The category of a crawler that is the one it says; null for everybody else. */
export type VerifiedVisitor = (request: Request) => string | null;

/**
 * Tells a crawler by the address and the agent its request had, as the site tells them: it runs no JavaScript, so that there is
 * no session to know it by. From memory alone: what only the name system can prove is asked for behind the
 * answer's back, and known to a later one.
 */
export function verifiedVisitor(networks: Networks): VerifiedVisitor {
  return (request) => {
    const ip = given(request, 'ip');
    const ua = ip === null ? null : given(request, 'ua');
    if (ip === null || ua === null) return null;
    const crawler = networks.proveCrawler(ip, ua);
    return crawler?.proof === 'verified' ? crawler.category : null;
  };
}

/** What there is to decide on of a verified crawler: its category, and nothing measured. */
export function crawlerSession(verifiedCategory: string): ScoredSession {
  return { ...unmeasured, verifiedCategory };
}

const unmeasured: ScoredSession = {
  score: 0,
  detectionIds: [],
  verifiedCategory: null,
  jsPassed: null,
  loggedIn: null,
  behavioral: {
    mouseEntropy: null,
    scrollVelocity: null,
    visibilityChanges: null,
    firstInputDelayMs: null,
    timeToFirstInputMs: null,
  },
};
