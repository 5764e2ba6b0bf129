import {
  isSessionToken,
  Problem,
  type SessionDecision,
  type SiteVerified,
  siteVerifySchema,
} from '@botect/contracts';
import { ok, type Reply, type Request } from '@botect/http';
import { readAddress } from '@botect/rules';
import { within } from '@botect/runtime';
import type { z } from 'zod';
import { portalScore } from '../../core/portal-site.ts';
import type { SessionRecord } from '../../core/session-record.ts';
import type { Ports } from '../../ports/index.ts';
import { explainDecision } from '../sessions/explain-decision.ts';
import { readForm } from './read-form.ts';
import { type VerifiableSite, type VerifyingPorts, verifiableSites } from './verify-credential.ts';

type Needed = VerifyingPorts &
  Pick<Ports, 'stores' | 'sessions' | 'applicableRules' | 'noteUnverified' | 'now'>;
type Asked = z.output<typeof siteVerifySchema>;

/** What the portal's own clients are promised. */
const patienceMs = 5_000;

/**
 * `POST /siteverify`. A wrong secret or body is refused; for everything that cannot be told in time because something of ours
 * is away the visitor passes.
 */
export function verifySite(ports: Needed, timeoutMs = patienceMs) {
  return async (request: Request): Promise<Reply> => {
    const asked = readForm(request, siteVerifySchema);
    try {
      return ok(await within(timeoutMs, verified(ports, request, asked)));
    } catch (error) {
      if (isOfTheCaller(error)) throw error;
      request.span?.fail(error);
      ports.noteUnverified(error);
      return ok(failOpen);
    }
  };
}

const isOfTheCaller = (error: unknown): boolean =>
  error instanceof Problem && (!error.retriable || error.code === 'RATE_LIMITED');

const failOpen: SiteVerified = { status: 'Verification is not available', verified: true, score: 0 };
const unknown: SiteVerified = { status: 'Unknown token', verified: false, score: 0 };
const again: SiteVerified = {
  status: 'The token was verified before',
  verified: false,
  reason: 'API.USER_ALREADY_VERIFIED',
};

async function verified(ports: Needed, request: Request, asked: Asked): Promise<SiteVerified> {
  const sites = await verifiableSites(ports, request, asked);
  const found = isSessionToken(asked.token) ? await sessionOf(ports, sites, asked.token) : null;
  if (found === null) return unknown;
  const { site, session } = found;
  // Before anything is looked at: of two who come with one token at once, one is answered.
  if (!(await ports.stores.redeem(site.projectId, session.token))) return again;
  const [settings, rules] = await Promise.all([
    ports.stores.settings.read(site.projectId),
    ports.applicableRules(site.accountId, site.projectId),
  ]);
  // What is no address would match no rule: whoever can make a backend send that would pass them all.
  const { ip = '' } = asked;
  const visitor = readAddress(ip) === null ? session : { ...session, ip };
  return answerOf(session, explainDecision(visitor, { settings, rules }, ports.now()));
}

/** A session without a score is as unknown as one that never existed, and its token stays good for when there is one. */
async function sessionOf({ sessions }: Needed, sites: readonly VerifiableSite[], token: string) {
  for (const site of sites) {
    const session = await sessions.find(site.projectId, token);
    if (session !== null && (session.score > 0 || session.verifiedCategory !== null))
      return { site, session };
  }
  return null;
}

function answerOf({ score: ours }: SessionRecord, { action, step }: SessionDecision): SiteVerified {
  const score = ours === 0 ? 0 : portalScore(ours);
  if (action === 'allow' || action === 'log') return { status: 'ok', verified: true, score };
  const reason = step === 'rule' ? 'API.ACCESS_POLICY_BLOCK' : 'CAPTCHA.DECISION_MACHINE_DENIED';
  return { status: 'The visitor is not let through', verified: false, score, reason };
}
