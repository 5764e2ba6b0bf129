import { Problem, type sessionsQuerySchema } from '@botect/contracts';
import type { z } from 'zod';
import { placeOf, type SessionPlace } from '../../core/page-cursor.ts';
import type { SessionFilter } from '../../core/session-record.ts';
import { dayMs, windowOf } from '../../core/time-window.ts';
import { timeOf } from '../gate/read-time.ts';

type SessionsQuery = z.output<typeof sessionsQuerySchema>;

/** The filter a query asks for; `fromMs` and `toMs` as used. */
export function filterOf(
  query: SessionsQuery,
  nowMs: number,
): SessionFilter & { fromMs: number; toMs: number } {
  const { score_max: scoreMax = null, score_min = null, verified } = query;
  const asked = { fromMs: timeOf(query.from), toMs: timeOf(query.to) };
  return {
    token: null,
    tokenBegins: query.session_token ?? null,
    network: query.ip ?? null,
    userAgent: query.user_agent ?? null,
    country: query.country ?? null,
    band: query.band ?? null,
    // 0 is no low score but none: whoever looks for low ones does not mean it unless they say so.
    scoreMin: score_min ?? (scoreMax === null ? null : 1),
    scoreMax,
    detectionId: query.detection ?? null,
    verified: verified === undefined ? null : verified === 'true',
    ...windowOf(asked, { nowMs, usualMs: 7 * dayMs, longestMs: 30 * dayMs }),
  };
}

/** Where the page before ended; null for the first. */
export function placeAfter(cursor: string | undefined): SessionPlace | null {
  if (cursor === undefined) return null;
  const place = placeOf(cursor);
  if (place !== null) return place;
  const faults = [{ path: 'after', message: 'must be `next` of the page before' }];
  throw new Problem('INVALID_PAYLOAD', 'The cursor is not valid.', { faults });
}
