import type { Band, PortalRecord } from '@botect/contracts';
import type { SiteFacts } from './portal-site.ts';
import type { SessionFacts } from './session-record.ts';

/** A session, and the site it was seen on. */
export interface PlacedSession {
  readonly site: SiteFacts;
  readonly session: SessionFacts;
}

/** What the portal calls the bands: let through, stopped, not known yet. */
export const statusOfBand: Readonly<Record<Band, PortalRecord['status']>> = {
  likely_human: 'Approved',
  verified: 'Approved',
  definite: 'Disapproved',
  likely_automated: 'Disapproved',
  not_computed: 'Pending',
};

/** The newest of several lists, in the order each of them has: the greatest token first in one moment. */
export function newestOf(sessions: readonly PlacedSession[], most: number): PlacedSession[] {
  return sessions.toSorted((a, b) => order(b.session, a.session)).slice(0, most);
}

function order(a: SessionFacts, b: SessionFacts): number {
  if (a.lastSeenAtMs !== b.lastSeenAtMs) return a.lastSeenAtMs - b.lastSeenAtMs;
  return a.token < b.token ? -1 : a.token > b.token ? 1 : 0;
}
