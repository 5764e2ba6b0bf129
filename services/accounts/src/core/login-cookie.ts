/** Two weeks. */
export const loginSeconds = 14 * 86_400;

/** The header that gives a browser its login, or takes it away. Scripts never see it, other sites never send it along with a write. */
export function loginCookieHeader(name: string, value: string | null, scheme: 'http' | 'https'): string {
  const parts = [`${name}=${value ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (scheme === 'https') parts.push('Secure');
  return [...parts, `Max-Age=${value === null ? 0 : loginSeconds}`].join('; ');
}
