import type { Keys } from '../keys.ts';
import { isSessionToken } from './session-token.ts';
import { isSigned, sign } from './signatures.ts';

export const sessionCookieName = 'botect_server_session';
const maxAgeSeconds = 30 * 86_400;

/** The `Set-Cookie` line that ties a browser to its session for 30 days, unreadable for scripts. */
export function sessionCookie(keys: Keys, session: string, secure: boolean): string {
  const attributes = `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return `${sessionCookieName}=${session}.${signature(keys, session)}; ${attributes}`;
}

/** The session a `Cookie` header proves; null when it holds none, or one that these keys did not sign. */
export function sessionFromCookies(keys: Keys, header: string | null): string | null {
  for (const value of cookieValues(header ?? '')) {
    const [session, given, ...more] = value.split('.');
    if (!isSessionToken(session) || given === undefined || more.length > 0) continue;
    if (isSigned(given, signature(keys, session))) return session;
  }
  return null;
}

/** A browser may send several of one name, set for other paths or domains: any of them may be ours. */
function cookieValues(header: string): string[] {
  const prefix = `${sessionCookieName}=`;
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length));
}

function signature({ siteKey, privateKey }: Keys, session: string): string {
  return sign(privateKey, `botect:session:${siteKey}:${session}`);
}
