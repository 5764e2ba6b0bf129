import type { Request } from '@botect/http';
import { type RequestContext, readAddress } from '@botect/rules';
import type { Appearance } from '../ports.ts';

/** Bytes; a longer value is treated as not given. */
const valueMax = 2_048;

const nothing: RequestContext = { path: null, ip: null, country: null, ua: null, loggedIn: null };
const flags: Readonly<Record<string, boolean>> = { '1': true, '0': false };
/** What a session's newest batch tells where the site does not. */
const seenFields = ['ip', 'country', 'ua'] as const;

/** What the site tells of the request it is about to answer: its path and, of the rest, what some rule reads. */
export function givenContext(request: Request, ruleFields: ReadonlySet<string>): RequestContext {
  const path = given(request, 'path');
  if (ruleFields.size === 0) return path === null ? nothing : { ...nothing, path };
  const read = (field: string) => (ruleFields.has(field) ? given(request, field) : null);
  const loggedIn = flags[read('logged_in') ?? ''] ?? null;
  const ip = read('ip');
  // What is no address, like a whole chain of them, tells nothing: the session may know better.
  const address = ip === null || readAddress(ip) === null ? null : ip;
  return { path, ip: address, country: read('country'), ua: read('ua'), loggedIn };
}

/** Whether some rule reads what the site did not tell and the session may. */
export function isWanting(context: RequestContext, ruleFields: ReadonlySet<string>): boolean {
  return ruleFields.size > 0 && seenFields.some((field) => context[field] === null && ruleFields.has(field));
}

/** What the site tells goes before what was seen. */
export function completed(context: RequestContext, seen: Appearance | null): RequestContext {
  if (seen === null) return context;
  const { ip, country, ua } = seen;
  return {
    ...context,
    ip: context.ip ?? ip,
    country: context.country ?? country,
    ua: context.ua ?? ua,
  };
}

/** A parameter's value; null when it is not given, or too long to be meant. */
export function given(request: Request, name: string): string | null {
  const value = request.query(name);
  return value !== null && Buffer.byteLength(value) <= valueMax ? value : null;
}
