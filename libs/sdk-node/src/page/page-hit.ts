import type { ObservedAddress } from '../visitor/client-address.ts';
import type { PageClaims } from '../visitor/page-token.ts';
import { languageTags, tellableHeaderNames, tellableMethod } from '../visitor/request-shape.ts';
import { sign } from '../visitor/signatures.ts';
import type { VisitRequest } from '../visitor/visit-request.ts';
import type { SignedVisit } from '../visitor/web-bot-auth.ts';

/** Who a page was for, as both server-to-server bodies begin. */
export interface PageFacts {
  readonly claims: PageClaims;
  readonly address: ObservedAddress | null;
}

interface RenderedPage extends PageFacts {
  readonly request: VisitRequest;
  readonly privateKey: string;
  readonly hadSessionCookie: boolean;
  readonly durationMs: number;
  /** What a robot signed; null for all others. */
  readonly signed: SignedVisit | null;
}

const dayMs = 86_400_000;

/** What both bodies say of a page and its visitor. */
export function pageFields({ claims, address }: PageFacts) {
  return {
    schema_version: 1,
    page_id: claims.id,
    session_token: claims.session,
    ...(claims.li !== undefined && { logged_in: claims.li }),
    ...address,
  };
}

/** The body of `POST /v1/server/page-hits`. The path is told only as a keyed hash. */
export function pageHit(page: RenderedPage): object {
  const { request, privateKey, hadSessionCookie, durationMs, signed, ...facts } = page;
  return {
    ...pageFields(facts),
    occurred_at: new Date(facts.claims.iat * 1_000).toISOString().replace('.000Z', 'Z'),
    method: tellableMethod(request.method),
    path_hash: sign(privateKey, request.path),
    header_names: tellableHeaderNames(request.headerNames),
    languages: languageTags(request.header('accept-language')),
    had_session_cookie: hadSessionCookie,
    duration_ms: Math.min(Math.max(Math.round(durationMs), 0), dayMs),
    ja4: null,
    ...(signed !== null && { web_bot_auth: signed }),
  };
}
