import type { Batch, SessionState } from './session-state.ts';
import type { Hits, Login, Reported, SiteReport, TrustedAddress } from './site-report.ts';

export interface FoldedReport {
  readonly reported: Reported;
  /** Hashes the session did not have yet. */
  readonly newIds: readonly number[];
}

/** Takes a batch's report in: the newest word counts, in whatever order they come. Null when there is nothing new in it. */
export function foldReport(before: SessionState, { report, acceptedAtMs }: Batch): FoldedReport | null {
  if (report === undefined) return null;
  const { loggedIn = null, hits = null, address = null } = before;
  const reported = {
    loggedIn: foldLogin(loggedIn, report),
    hits: foldHit(before, report, acceptedAtMs),
    address: foldAddress(address, report),
  };
  const same = reported.loggedIn === loggedIn && reported.hits === hits && reported.address === address;
  if (same && acceptedAtMs >= before.firstAtMs && acceptedAtMs <= before.lastAtMs) return null;
  return { reported, newIds: idsOf(report).filter((id) => !before.seen.includes(id)) };
}

/** What a session remembers a report by. */
export function idsOf(report: SiteReport | undefined): readonly number[] {
  return report?.hit ? [report.hit.idHash] : [];
}

/** A server that hands signals on says nothing of the browser: the one seen last stays. */
export function newerClient(before: SessionState, { client, declared, acceptedAtMs }: Batch) {
  const { client: seen, clientAtMs = before.lastAtMs } = before;
  if (client !== null && (seen === null || acceptedAtMs >= clientAtMs))
    return { client, declared: declared ?? null, clientAtMs: acceptedAtMs };
  return seen === null ? {} : { clientAtMs };
}

function foldLogin(before: Login | null, { loggedIn, atMs }: SiteReport): Login | null {
  if (loggedIn === null) return before;
  // Of two words of one millisecond the login stands: being logged out is how everybody begins.
  if (before !== null && (atMs < before.atMs || (atMs === before.atMs && (before.value || !loggedIn))))
    return before;
  return { value: loggedIn, atMs };
}

function foldHit({ hits = null, seen }: SessionState, report: SiteReport, acceptedAtMs: number): Hits | null {
  const { hit, address, atMs, pageId } = report;
  if (hit === null) return hits;
  const count = (hits?.count ?? 0) + (seen.includes(hit.idHash) ? 0 : 1);
  const order = `${padded(atMs)} ${pageId ?? ''} ${padded(acceptedAtMs)}`;
  if (hits !== null && order <= hits.newestOrder) return count === hits.count ? hits : { ...hits, count };
  const { headerNames, languages, hadSessionCookie } = hit;
  return { count, newestOrder: order, headerNames, languages, hadSessionCookie, address };
}

const padded = (ms: number) => String(ms).padStart(16, '0');

function foldAddress(before: TrustedAddress | null, { address, atMs }: SiteReport): TrustedAddress | null {
  if (address === null || address.inferred) return before;
  const { ip } = address;
  if (before !== null && (atMs < before.atMs || (atMs === before.atMs && ip <= before.ip))) return before;
  return { ip, atMs };
}

/** The address that is evidence: the newest of those a server told for certain and those a browser came from itself. */
export function trustedAddress({ address, client, clientAtMs, lastAtMs }: SessionState): string | null {
  const seen = client?.ip ?? null;
  if (!address) return seen;
  return seen !== null && (clientAtMs ?? lastAtMs) > address.atMs ? seen : address.ip;
}
