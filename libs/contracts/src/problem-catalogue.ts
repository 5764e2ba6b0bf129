/**
 * Every error code a client can meet, with the title it is shown under and whether sending the same request
 * again later can help. Codes are stable for the life of API v1; titles and messages are copy.
 */
export const problemCatalogue = {
  UNAUTHENTICATED: { title: 'Authentication required', retriable: false },
  NO_ACTIVE_SUBSCRIPTION: { title: 'No active subscription', retriable: false },
  FORBIDDEN: { title: 'Forbidden', retriable: false },
  OWNER_PROTECTED: { title: 'Owner protected', retriable: false },
  OWN_USER: { title: 'Own user', retriable: false },
  NOT_FOUND: { title: 'Not found', retriable: false },
  NO_SUGGESTIONS: { title: 'No suggestions', retriable: false },
  UNKNOWN_SESSION: { title: 'Unknown session', retriable: true },
  METHOD_NOT_ALLOWED: { title: 'Method not allowed', retriable: false },
  REQUEST_TIMEOUT: { title: 'Request timeout', retriable: true },
  SCORING_NOT_ENABLED: { title: 'Scoring not enabled', retriable: false },
  LAST_ACTIVE_PROJECT: { title: 'Last active project', retriable: false },
  DUPLICATE_NAME: { title: 'Duplicate name', retriable: false },
  USER_EXISTS: { title: 'User exists', retriable: false },
  LAST_USER: { title: 'Last user', retriable: false },
  LIMIT_REACHED: { title: 'Limit reached', retriable: false },
  PAYLOAD_TOO_LARGE: { title: 'Payload too large', retriable: false },
  UNSUPPORTED_MEDIA_TYPE: { title: 'Unsupported media type', retriable: false },
  INVALID_PAYLOAD: { title: 'Invalid payload', retriable: false },
  RATE_LIMITED: { title: 'Too many requests', retriable: true },
  SERVICE_UNAVAILABLE: { title: 'Service unavailable', retriable: true },
  INTERNAL_ERROR: { title: 'Internal error', retriable: true },
} as const;

export type ProblemCode = keyof typeof problemCatalogue;
