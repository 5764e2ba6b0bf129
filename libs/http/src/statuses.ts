import type { ProblemCode } from '@botect/contracts';
import type { Reply } from './route.ts';

/** HTTP's numbers are known here alone, but for those of requests that never become one (`malformed.ts`). */
export const replyStatus: Record<Reply['outcome'], number> = {
  ok: 200,
  created: 201,
  accepted: 202,
  'no-content': 204,
};

export const problemStatus: Record<ProblemCode, number> = {
  UNAUTHENTICATED: 401,
  NO_ACTIVE_SUBSCRIPTION: 402,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  UNKNOWN_SESSION: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  SCORING_NOT_ENABLED: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  INVALID_PAYLOAD: 422,
  INTERNAL_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};
