import {
  detectionOf,
  failOpenVerdict,
  isSessionToken,
  Problem,
  type ScoredSession,
  type Verdict,
} from '@botect/contracts';
import { ok, privateKeyOf, type Reply, type Request } from '@botect/http';
import { liveProject, type ProjectPolicy } from '@botect/policy';
import { type Decision, decide, type RequestContext } from '@botect/rules';
import type { Clock } from '@botect/runtime';
import type { Tally } from '@botect/tally';
import { resolveVerdict } from '../core/resolve-verdict.ts';
import type { FindAppearance, FindProject, FindSession } from '../ports.ts';
import type { Budget } from './budget.ts';
import { completed, givenContext, isWanting } from './request-context.ts';
import type { VerdictMeter } from './verdict-meter.ts';
import { crawlerSession, type VerifiedVisitor } from './verified-visitor.ts';

export interface ReadVerdictOptions {
  readonly findProject: FindProject;
  /** The newest score, in the cache. */
  readonly newest: FindSession;
  /** The durable score, asked when the cache has none or cannot tell. */
  readonly stored: FindSession;
  /** Asked only for what rules read and the site does not tell. */
  readonly appearance: FindAppearance;
  readonly verifiedVisitor: VerifiedVisitor;
  readonly budget: Budget;
  /** Within the other, so that an appearance that takes too long costs no verdict. */
  readonly appearanceBudget: Budget;
  readonly meter: VerdictMeter;
  readonly tally: Pick<Tally, 'verdictGiven' | 'ruleMatched'>;
  readonly now: Clock;
}

/** A verdict, and what led to it; null is that nothing is known. */
interface Answer {
  readonly projectId: number;
  readonly verdict: Verdict;
  readonly decision: Decision | null;
}

const failOpen: Reply = ok(failOpenVerdict);
const sentenceOf = (id: number) => detectionOf(id)?.sentence;

/**
 * `GET /v1/sessions/{session_token}/verdict`. Wrong credentials (and a suspended account) are the only errors; for
 * everything that cannot be told in time the visitor is allowed.
 */
export function readVerdict(options: ReadVerdictOptions) {
  return async (request: Request): Promise<Reply> => {
    let found: Found = null;
    try {
      found = options.findProject(privateKeyOf(request));
      const answer = await options.budget(() => answerTo(options, request, found));
      count(options, answer);
      return answer.decision === null ? failOpen : ok(answer.verdict);
    } catch (error) {
      if (error instanceof Problem && !error.retriable) throw error;
      options.meter.failedOpen(error);
      countFailedOpen(options, found);
      return failOpen;
    }
  };
}

type Found = ReturnType<FindProject>;

async function answerTo(options: ReadVerdictOptions, request: Request, found: Found): Promise<Answer> {
  // Known keys are in memory: awaiting only what is a promise spares the usual read a turn.
  const project = liveProject(found instanceof Promise ? await found : found);
  const { projectId } = project;
  const category = options.verifiedVisitor(request);
  if (category !== null) return answerToCrawler(options, request, { project, category });
  const token = request.param('session_token');
  if (!isSessionToken(token)) return nothingKnown(options, projectId);
  const told = givenContext(request, project.ruleFields);
  // Looked up beside the score, so that it takes no time of its own.
  const seen = isWanting(told, project.ruleFields) ? appearanceOf(options, projectId, token) : null;
  const session = await find(options, projectId, token);
  if (session === null || !isScored(session)) return nothingKnown(options, projectId);
  const context = seen === null ? told : completed(told, await seen);
  return decided(options, project, { session, context });
}

interface Told {
  readonly session: ScoredSession;
  readonly context: RequestContext;
}

function decided(options: ReadVerdictOptions, project: ProjectPolicy, { session, context }: Told): Answer {
  // Only rules end: without any the clock, dearer than all else here, is not asked.
  const nowMs = project.rules.length === 0 ? 0 : options.now();
  const decision = decide(session, project, { context, nowMs });
  const verdict = resolveVerdict(session, decision, sentenceOf);
  return { projectId: project.projectId, verdict, decision };
}

interface KnownCrawler {
  readonly project: ProjectPolicy;
  readonly category: string;
}

/** What the request proves goes before what its session token says: a token can be anybody's. */
function answerToCrawler(options: ReadVerdictOptions, request: Request, known: KnownCrawler): Answer {
  const { project, category } = known;
  options.meter.found('network_list');
  const context = givenContext(request, project.ruleFields);
  return decided(options, project, { session: crawlerSession(category), context });
}

function nothingKnown({ meter }: ReadVerdictOptions, projectId: number): Answer {
  meter.unknown();
  return { projectId, verdict: failOpenVerdict, decision: null };
}

/** A session without a score is as unknown as one that never existed. */
function isScored({ score, verifiedCategory }: ScoredSession): boolean {
  return score !== 0 || verifiedCategory !== null;
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

/** Never rejects: what cannot be told in time is unknown. */
async function appearanceOf(options: ReadVerdictOptions, projectId: number, token: string) {
  try {
    return await options.appearanceBudget(() => options.appearance(projectId, token));
  } catch (error) {
    options.meter.appearanceFault(error);
    return null;
  }
}

function count({ tally }: ReadVerdictOptions, { projectId, verdict, decision }: Answer): void {
  tally.verdictGiven(projectId, verdict.verdict, verdict.action);
  if (decision === null) return;
  for (const { id } of decision.matched) tally.ruleMatched(id);
  for (const { id } of decision.shadowMatched) tally.ruleMatched(id);
}

/** Counted for the project when its key was in memory; otherwise it may be why nobody could answer. */
function countFailedOpen({ tally }: ReadVerdictOptions, found: Found): void {
  if (found === null || found instanceof Promise) return;
  tally.verdictGiven(found.projectId, 'not_computed', 'allow');
}
