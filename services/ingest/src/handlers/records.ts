import type { Request } from '@botect/http';
import type { ProjectPolicy } from '@botect/policy';

/** What every record about a session says first. */
export function recordHead(
  { projectId, accountId, likelyBotThreshold }: ProjectPolicy,
  token: string,
  nowMs: number,
) {
  return {
    v: 1 as const,
    project_id: projectId,
    account_id: accountId,
    session_token: token,
    accepted_at: nowMs,
    likely_bot_threshold: likelyBotThreshold,
  };
}

/** Lets scoring continue the trace of a request that has one. */
export function traced({ span }: Request) {
  return span === null ? {} : { headers: { traceparent: span.traceparent() } };
}
