import type { SessionSummary } from '@botect/contracts';
import { bandOf } from '@botect/rules';
import type { SessionFacts } from '../../core/session-record.ts';

/** A session as a list shows it, in the band it has under the threshold of now. */
export function summaryOf(session: SessionFacts, threshold: number): SessionSummary {
  const { score, verifiedCategory } = session;
  return {
    session_token: session.token,
    score,
    band: bandOf(score, verifiedCategory !== null, threshold),
    detection_ids: [...session.detectionIds],
    verified_bot_category: verifiedCategory,
    ip: session.ip,
    user_agent: session.userAgent,
    country: session.country,
    first_seen_at: new Date(session.firstSeenAtMs).toISOString(),
    last_seen_at: new Date(session.lastSeenAtMs).toISOString(),
    scored_at: new Date(session.scoredAtMs).toISOString(),
  };
}
