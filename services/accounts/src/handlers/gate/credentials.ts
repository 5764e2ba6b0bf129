import { Problem } from '@botect/contracts';
import type { Request } from '@botect/http';
import type { Caller, Ports } from '../../ports/index.ts';

/** The cookie of a login, and the name a neighbouring product gives its own, so that its documented calls work here. */
export const loginCookie = 'botect_login';
const loginCookies = [loginCookie, 'botscope_session'];

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Who is calling. Throws UNAUTHENTICATED without a live credential, FORBIDDEN for a write some other site made a browser do. */
export async function callerOf(
  request: Request,
  { findCaller, findLogin }: Pick<Ports, 'findCaller' | 'findLogin'>,
): Promise<Caller> {
  const key = request.bearer();
  // A key was put there by a program; only a cookie comes along unasked.
  if (key !== null) return known(await findCaller(key));
  if (request.header('authorization') !== null) return known(null);
  const cookie = loginOf(request);
  if (cookie === null) return absent();
  const caller = known(await findLogin(cookie));
  if (!safeMethods.has(request.method)) refuseForeignPages(request);
  return caller;
}

/** The login a request carries; null when there is none. */
export function loginOf(request: Request): string | null {
  for (const name of loginCookies) {
    const cookie = request.cookie(name);
    if (cookie !== null) return cookie;
  }
  return null;
}

/**
 * Browsers say where a request comes from, by Sec-Fetch-Site and, before that existed, by Origin with every write. Programs send
 * neither, and cannot be tricked into carrying somebody's cookie.
 */
export function refuseForeignPages(request: Request): void {
  const site = request.header('sec-fetch-site');
  const origin = request.header('origin');
  const own = site === null ? origin === null || hostOf(origin) === request.host() : site === 'same-origin';
  if (!own && site !== 'none') throw new Problem('FORBIDDEN', 'Another site may not act with this login.');
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

const needed = 'A valid account token is needed: Authorization: Bearer <token>.';

function known(caller: Caller | null): Caller {
  if (caller !== null) return caller;
  throw new Problem('UNAUTHENTICATED', needed);
}

function absent(): never {
  throw new Problem('UNAUTHENTICATED', needed, { portalKey: 'API.MISSING_AUTHORIZATION_HEADER' });
}
