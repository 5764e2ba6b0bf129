import type { RecordSearch } from '@botect/contracts';
import { anySession, type SessionFilter } from '../../core/session-record.ts';
import { dayMs, windowOf } from '../../core/time-window.ts';

/** Filters of which one at least holds for each session meant, and never two. None: no session can be. */
export function recordFilters(search: RecordSearch, threshold: number, nowMs: number): SessionFilter[] {
  const { ip, userAgent, countryCode, status, triggeredDetectors } = search.searchCriteria;
  const asked = { fromMs: search.startDate ?? null, toMs: search.endDate ?? null };
  const common: SessionFilter = {
    ...anySession,
    network: ip ?? null,
    userAgent: userAgent ?? null,
    country: countryCode ?? null,
    detectionId: triggeredDetectors?.[0] ?? null,
    ...windowOf(asked, { nowMs, usualMs: 7 * dayMs, longestMs: 30 * dayMs }),
  };
  const parts = search.captchaType === 'blocked' ? blockedParts(status) : statusParts(status, threshold);
  return parts.map((part) => ({ ...common, ...part }));
}

type Status = RecordSearch['searchCriteria']['status'];

/** Those of whom nothing else is thinkable than that they are stopped. */
function blockedParts(status: Status): Partial<SessionFilter>[] {
  return status === undefined || status === 'Disapproved' ? [{ band: 'definite' }] : [];
}

function statusParts(status: Status, threshold: number): Partial<SessionFilter>[] {
  if (status === undefined) return [{}];
  if (status === 'Pending') return [{ band: 'not_computed' }];
  if (status === 'Approved') return [{ band: 'likely_human' }, { band: 'verified' }];
  return [{ verified: false, scoreMin: 1, scoreMax: threshold - 1 }, ...onlyDefinite(threshold)];
}

/** Under a threshold of 1 a definite bot is at it, and still a bot. */
const onlyDefinite = (threshold: number): Partial<SessionFilter>[] =>
  threshold === 1 ? [{ band: 'definite' }] : [];
