import type { Core } from '../core.ts';
import { type Delivery, pageHitDelivery } from '../delivery/delivery.ts';
import { guarded } from '../faults.ts';
import { contextQuery, type VerdictContext } from '../verdict/context.ts';
import type { Outcome } from '../verdict/outcome.ts';
import { observedAddress } from '../visitor/client-address.ts';
import { type PageClaims, signPageToken } from '../visitor/page-token.ts';
import { sessionCookie, sessionFromCookies } from '../visitor/session-cookie.ts';
import { isSessionToken, mintSessionToken } from '../visitor/session-token.ts';
import type { VisitRequest } from '../visitor/visit-request.ts';
import { signedVisit } from '../visitor/web-bot-auth.ts';
import { pageHit } from './page-hit.ts';
import { type ScriptAttributes, scriptHtml } from './script.ts';

/** One request as Botect sees it; `req.botect` in Express, connect and node:http. */
export interface Visit {
  /** The visitor's session; null as long as there is none. */
  readonly session: string | null;
  /** True when this route's `onUnavailable` is `degrade` and Botect is unreachable: serve, but nothing precious. */
  readonly degraded: boolean;
  /** What Botect says about this visitor; asked once per request and context. Never rejects. */
  outcome(context?: VerdictContext): Promise<Outcome>;
  /** The browser script's tag for this page, `''` when `firstParty` is off. Makes the response private to this visitor. */
  scriptTag(options?: { readonly nonce?: string }): string;
  /** The same as attributes, for JSX; null when `firstParty` is off. */
  script(options?: { readonly nonce?: string }): ScriptAttributes | null;
  /** Tells Botect that the application has just authenticated this visitor; false when it cannot be told. */
  loggedIn(): boolean;
}

declare module 'node:http' {
  interface IncomingMessage {
    /** What Botect knows of this request; there once the middleware has run. */
    botect?: Visit;
  }
}

/** The side of a visit that the integrations use. */
export interface OpenVisit extends Visit {
  degraded: boolean;
  readonly request: VisitRequest;
  readonly core: Core;
  /** Headers that a page with a token must have; null while it has none. */
  readonly pageHeaders: { readonly 'set-cookie': string; readonly 'cache-control': string } | null;
  /** The route's template, from a framework that tells it only after matching. */
  tellRoute(template: string): void;
  /** Tells Botect of the page, once; `durationMs` is what it took to render. */
  recordHit(durationMs: number): void;
}

export function openVisit(core: Core, request: VisitRequest): OpenVisit {
  const { settings } = core;
  const known = knownSession(core, request);
  const answers = new Map<string, Promise<Outcome>>();
  let claims: PageClaims | null = null;
  let recorded = false;
  let route: string | null = null;
  const page = () => {
    claims ??= claimsOf(core, request, known.session);
    return claims;
  };
  const visit: OpenVisit = {
    core,
    request,
    degraded: false,
    get session() {
      return claims?.session ?? known.session;
    },
    get pageHeaders() {
      return claims && pageHeaders(core, request, claims.session);
    },
    outcome(context) {
      const facts = context ?? contextOf(core, request, route ?? request.route);
      const key = contextQuery(facts);
      const answer = answers.get(key) ?? core.lookUp(known.session, facts);
      answers.set(key, answer);
      return answer;
    },
    script({ nonce } = {}) {
      return settings.firstParty ? scriptOf(core, page(), nonce) : null;
    },
    scriptTag(options) {
      const attributes = visit.script(options);
      return attributes === null ? '' : scriptHtml(attributes);
    },
    loggedIn() {
      answers.clear();
      return visit.session !== null && core.loggedIn(visit.session);
    },
    tellRoute(template) {
      route = template;
    },
    recordHit(durationMs) {
      if (claims === null || recorded) return;
      recorded = true;
      core.spool.offer(hitOf(visit, { claims, durationMs, hadSessionCookie: known.fromCookie }));
    },
  };
  return visit;
}

type Shown = Pick<Parameters<typeof pageHit>[0], 'claims' | 'durationMs' | 'hadSessionCookie'>;

function hitOf({ core, request }: OpenVisit, shown: Shown): Delivery {
  const { keys, origins } = core.settings;
  const address = addressOf(core, request);
  const signed = signedVisit(request, origins);
  const hit = pageHit({ ...shown, request, privateKey: keys.privateKey, address, signed });
  return pageHitDelivery(shown.claims.id, hit);
}

function knownSession(core: Core, request: VisitRequest) {
  const { settings, report } = core;
  const fromCookie = settings.firstParty ? sessionFromCookies(settings.keys, request.header('cookie')) : null;
  if (fromCookie !== null) return { session: fromCookie, fromCookie: true };
  const told = guarded(() => settings.ask.sessionOf?.(request), null, { report, name: 'sessionOf' });
  return { session: isSessionToken(told) ? told : null, fromCookie: false };
}

function claimsOf({ settings, report }: Core, request: VisitRequest, session: string | null): PageClaims {
  const { randomHex, now } = settings.seams;
  const iat = Math.floor(now() / 1_000);
  const li = guarded(() => settings.ask.isLoggedIn?.(request), undefined, { report, name: 'isLoggedIn' });
  return {
    id: randomHex(16),
    session: session ?? mintSessionToken(randomHex),
    iat,
    exp: iat + settings.pageTokenSeconds,
    ...(typeof li === 'boolean' && { li }),
  };
}

function contextOf({ settings, report }: Core, request: VisitRequest, route: string | null): VerdictContext {
  const { context, isLoggedIn } = settings.ask;
  const told = guarded(() => context?.(request), undefined, { report, name: 'context' });
  const facts = told ?? { path: route ?? request.path };
  if (facts.logged_in !== undefined) return facts;
  const login = guarded(() => isLoggedIn?.(request), undefined, { report, name: 'isLoggedIn' });
  return login === undefined ? facts : { ...facts, logged_in: login };
}

/** The visitor's public address as the application chose to read it. */
export function addressOf({ settings, report }: Core, request: VisitRequest) {
  const named = { report, name: 'clientAddress' };
  const { clientAddress } = settings;
  if (typeof clientAddress !== 'function')
    return guarded(() => observedAddress(request, clientAddress), null, named);
  const told = guarded(() => clientAddress(request), null, named);
  return guarded(() => observedAddress(request, () => told), null, named);
}

function scriptOf({ settings }: Core, claims: PageClaims, nonce: string | undefined): ScriptAttributes {
  return {
    src: settings.scriptUrl,
    async: true,
    'data-botect-sdk': '',
    'data-site-key': settings.keys.siteKey,
    'data-endpoint': `${settings.relayPath}?page_token=${signPageToken(settings.keys, claims)}`,
    ...(nonce !== undefined && { nonce }),
  };
}

function pageHeaders({ settings }: Core, request: VisitRequest, session: string) {
  // A proxy's word will do: whoever forges it only loses their own cookie.
  const secure = request.encrypted || request.header('x-forwarded-proto')?.split(',')[0] === 'https';
  return {
    'set-cookie': sessionCookie(settings.keys, session, secure),
    'cache-control': 'private, no-store',
  };
}
