import { detectionOf, failOpenVerdict, isSessionToken, Problem, type Verdict } from '@botect/contracts';
import { ok, type Reply, type Request } from '@botect/http';
import { liveProject } from '@botect/policy';
import { type RequestContext, resolveVerdict } from '../core/resolve-verdict.ts';
import type { FindProject, FindSession } from '../ports.ts';
import type { Budget } from './budget.ts';
import type { VerdictMeter } from './verdict-meter.ts';

export interface ReadVerdictOptions {
  readonly findProject: FindProject;
  /** The newest score, in the cache. */
  readonly newest: FindSession;
  /** The durable score, asked when the cache has none or cannot tell. */
  readonly stored: FindSession;
  readonly budget: Budget;
  readonly meter: VerdictMeter;
}

const failOpen: Reply = ok(failOpenVerdict);
const sentenceOf = (id: number) => detectionOf(id)?.sentence;

/**
 * `GET /v1/sessions/{session_token}/verdict`. Wrong credentials (and a suspended account) are the only errors; for
 * everything that cannot be told in time the visitor is allowed.
 */
export function readVerdict(options: ReadVerdictOptions) {
  return async (request: Request): Promise<Reply> => {
    try {
      return await options.budget(() => decide(options, request));
    } catch (error) {
      if (error instanceof Problem && !error.retriable) throw error;
      options.meter.failedOpen(error);
      return failOpen;
    }
  };
}

async function decide(options: ReadVerdictOptions, request: Request): Promise<Reply> {
  const key = request.bearer() ?? request.header('x-botect-private-key') ?? '';
  const found = options.findProject(key);
  // Known keys are in memory: awaiting only what is a promise spares the usual read a turn.
  const project = liveProject(found instanceof Promise ? await found : found);
  const token = request.param('token');
  const session = isSessionToken(token) ? await find(options, project.projectId, token) : null;
  // A session without a score is as unknown as one that never existed.
  if (session === null || (session.score === 0 && session.verifiedCategory === null)) {
    options.meter.unknown();
    return failOpen;
  }
  const context = requestContext(request);
  const verdict: Verdict = resolveVerdict(session, project, { context, sentenceOf });
  return ok(verdict);
}

async function find({ newest, stored, meter }: ReadVerdictOptions, projectId: number, token: string) {
  try {
    const session = await newest(projectId, token);
    if (session !== null) {
      meter.found('cache');
      return session;
    }
  } catch (error) {
    meter.cacheFault(error);
  }
  const session = await stored(projectId, token);
  if (session !== null) meter.found('database');
  return session;
}

/** Bytes; a longer value is treated as not given. */
const contextValueMax = 2_048;

function requestContext(request: Request): RequestContext {
  const path = request.query('path');
  return { path: path !== null && Buffer.byteLength(path) <= contextValueMax ? path : null };
}
