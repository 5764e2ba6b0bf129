import type { ProblemCode } from '@botect/contracts';
import type { Reply } from './route.ts';

/** HTTP's numbers are known here alone, but for those of requests that never become one (`malformed.ts`). */
export const replyStatus: Record<Reply['outcome'], number> = {
  ok: 200,
  created: 201,
  accepted: 202,
  'no-content': 204,
  'not-modified': 304,
};

export const problemStatus: Record<ProblemCode, number> = {
  UNAUTHENTICATED: 401,
  NO_ACTIVE_SUBSCRIPTION: 402,
  FORBIDDEN: 403,
  OWNER_PROTECTED: 403,
  OWN_USER: 403,
  NOT_FOUND: 404,
  NO_SUGGESTIONS: 404,
  UNKNOWN_SESSION: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  SCORING_NOT_ENABLED: 409,
  LAST_ACTIVE_PROJECT: 409,
  DUPLICATE_NAME: 409,
  USER_EXISTS: 409,
  LAST_USER: 409,
  LIMIT_REACHED: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INVALID_PAYLOAD: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

const portalStatuses: Readonly<Record<number, number>> = { 402: 403, 409: 400, 415: 400, 422: 400 };

/** The portal knows fewer numbers: what is wrong with a request is 400 there, and what an account may not do 403. */
export function portalStatus(code: ProblemCode): number {
  const status = problemStatus[code];
  return portalStatuses[status] ?? status;
}
