/**
 * Every error code a client can meet, with the title it is shown under and whether sending the same request
 * again later can help. Codes are stable for the life of API v1; titles and messages are copy.
 */
export const problemCatalogue = {
  UNAUTHENTICATED: { title: 'Authentication required', retriable: false },
  NO_ACTIVE_SUBSCRIPTION: { title: 'No active subscription', retriable: false },
  FORBIDDEN: { title: 'Forbidden', retriable: false },
  NOT_FOUND: { title: 'Not found', retriable: false },
  UNKNOWN_SESSION: { title: 'Unknown session', retriable: true },
  METHOD_NOT_ALLOWED: { title: 'Method not allowed', retriable: false },
  REQUEST_TIMEOUT: { title: 'Request timeout', retriable: true },
  SCORING_NOT_ENABLED: { title: 'Scoring not enabled', retriable: false },
  PAYLOAD_TOO_LARGE: { title: 'Payload too large', retriable: false },
  UNSUPPORTED_MEDIA_TYPE: { title: 'Unsupported media type', retriable: false },
  INVALID_PAYLOAD: { title: 'Invalid payload', retriable: false },
  SERVICE_UNAVAILABLE: { title: 'Service unavailable', retriable: true },
  INTERNAL_ERROR: { title: 'Internal error', retriable: true },
} as const;

export type ProblemCode = keyof typeof problemCatalogue;

/** One fault in a request body or setting: `path` like `events[3].payload.entropy`. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

export interface ProblemOptions {
  /** Faults of an invalid payload; at most the first 10 reach the client. */
  readonly faults?: readonly Fault[];
  /** Whole seconds after which trying again makes sense. */
  readonly retryAfterSeconds?: number;
  /** For the log alone; never sent. */
  readonly cause?: unknown;
}

/** An error with a public face (code, message, faults) and a private one (`cause`, for the log alone). */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, publicMessage: string, options: ProblemOptions = {}) {
    super(publicMessage, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.faults = options.faults ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get retriable(): boolean {
    return problemCatalogue[this.code].retriable;
  }
}

/** The JSON body of every error answer. */
export interface ProblemBody {
  readonly error: string;
  readonly message: string;
  readonly code: ProblemCode;
  readonly details?: { readonly errors: readonly Fault[] };
  readonly retry_after?: number;
}

const faultsShownMax = 10;

export function problemBody(problem: Problem): ProblemBody {
  return {
    error: problemCatalogue[problem.code].title,
    message: problem.message,
    code: problem.code,
    ...(problem.faults.length > 0 && { details: { errors: problem.faults.slice(0, faultsShownMax) } }),
    ...(problem.retryAfterSeconds !== undefined && { retry_after: problem.retryAfterSeconds }),
  };
}
