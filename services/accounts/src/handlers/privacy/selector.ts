import type { SessionSelector } from '@botect/contracts';
import { anySession, type SessionFilter } from '../../core/session-record.ts';

/** Sessions of all times that are somebody's. */
export function filterOf({ session_token, ip, user_agent }: SessionSelector): SessionFilter {
  return {
    ...anySession,
    token: session_token ?? null,
    network: ip ?? null,
    userAgent: user_agent ?? null,
  };
}

/** What they were found by, without saying whose they are: the audit outlives them. */
export function kindOf(selector: SessionSelector): string[] {
  return Object.entries(selector).flatMap(([kind, value]) => (value === undefined ? [] : kind));
}
