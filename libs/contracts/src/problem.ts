import { type ProblemCode, problemCatalogue } from './problem-catalogue.ts';
import { type PortalKey, portalKeys } from './surfaces.ts';

export { type ProblemCode, problemCatalogue };

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
  /** What the portal surface calls it, where that surface tells apart what is one code here. */
  readonly portalKey?: PortalKey;
  /** For the log alone; never sent. */
  readonly cause?: unknown;
}

/** An error with a public face (code, message, faults) and a private one (`cause`, for the log alone). */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  readonly retryAfterSeconds: number | undefined;
  readonly portalKey: PortalKey;

  constructor(code: ProblemCode, publicMessage: string, options: ProblemOptions = {}) {
    super(publicMessage, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.faults = options.faults ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.portalKey = options.portalKey ?? portalKeys[code];
  }

  get retriable(): boolean {
    return problemCatalogue[this.code].retriable;
  }
}

/** The JSON body of every error answer of the bare surface. */
export interface ProblemBody {
  readonly error: string;
  readonly message: string;
  readonly code: ProblemCode;
  readonly details?: { readonly errors: readonly Fault[] };
  readonly retry_after?: number;
}

const faultsShownMax = 10;

/** The faults shown to the client, or nothing when there are none. */
export function problemDetails({ faults }: Problem): { readonly errors: readonly Fault[] } | undefined {
  return faults.length > 0 ? { errors: faults.slice(0, faultsShownMax) } : undefined;
}

export function problemBody(problem: Problem): ProblemBody {
  const details = problemDetails(problem);
  return {
    error: problemCatalogue[problem.code].title,
    message: problem.message,
    code: problem.code,
    ...(details && { details }),
    ...(problem.retryAfterSeconds !== undefined && { retry_after: problem.retryAfterSeconds }),
  };
}
