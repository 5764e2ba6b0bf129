import {
  detectionOf,
  failOpenVerdict,
  isSessionToken,
  Problem,
  type ScoredSession,
  type Verdict,
} from '@botect/contracts';
import { isBusy, ok, privateKeyOf, type Reply, type Request } from '@botect/http';
import { liveProject, type ProjectPolicy } from '@botect/policy';
import { type Decision, decide, type RequestContext } from '@botect/rules';
import type { Clock } from '@botect/runtime';
import type { Tally } from '@botect/tally';
import { resolveVerdict } from '../core/resolve-verdict.ts';
import type { FindAppearance, FindProject } from '../ports.ts';
import type { Budget } from './budget.ts';
import { findSession, type SessionPlaces } from './find-session.ts';
import { completed, givenContext, isWanting } from './request-context.ts';
import { crawlerSession, type VerifiedVisitor } from './verified-visitor.ts';

export interface ReadVerdictOptions extends SessionPlaces {
  readonly findProject: FindProject;
  /** Asked only for what rules read and the site does not tell. */
  readonly appearance: FindAppearance;
  readonly verifiedVisitor: VerifiedVisitor;
  readonly budget: Budget;
  /** Within the other, so that an appearance that takes too long costs no verdict. */
  readonly appearanceBudget: Budget;
  readonly tally: Pick<Tally, 'verdictGiven' | 'ruleMatched'>;
  readonly now: Clock;
}

/** A verdict, and what led to it; null is that nothing is known. */
interface Answer {
  readonly projectId: number;
  readonly verdict: Verdict;
  readonly decision: Decision | null;
}

/** What a visitor is let in with, whoever asks. */
export const failOpen: Reply = ok(failOpenVerdict);
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
      countFailedOpen(options, found);
      if (isBusy(error)) throw error;
      options.meter.failedOpen(error);
      return failOpen;
    }
  };
}

type Found = ReturnType<FindProject>;

async function answerTo(options: ReadVerdictOptions, request: Request, found: Found): Promise<Answer> {
  // Known keys are in memory: awaiting only what is a promise spares the usual read a turn.
  const project = liveProject(found instanceof Promise ? await found : found);
  const { projectId } = project;
  request.chargeTo(projectId);
  const category = options.verifiedVisitor(request);
  if (category !== null) return answerToCrawler(options, request, { project, category });
  const token = request.param('session_token');
  if (!isSessionToken(token)) return nothingKnown(options, projectId);
  const told = givenContext(request, project.ruleFields);
  // Looked up beside the score, so that it takes no time of its own.
  const seen = isWanting(told, project.ruleFields) ? appearanceOf(options, projectId, token) : null;
  const session = await findSession(options, projectId, token);
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

/** Never rejects: what cannot be told in time is unknown. */
async function appearanceOf(options: ReadVerdictOptions, projectId: number, token: string) {
  try {
    return await options.appearanceBudget(() => options.appearance(projectId, token));
  } catch (error) {
    options.meter.appearanceFault(error);
    return null;
  }
}

function count({ tally, meter }: ReadVerdictOptions, { projectId, verdict, decision }: Answer): void {
  tally.verdictGiven(projectId, verdict.verdict, verdict.action);
  meter.given(projectId, verdict.verdict);
  if (decision === null) return;
  meter.decided({ verdict: verdict.verdict, action: verdict.action, step: decision.step });
  for (const { id } of decision.matched) tally.ruleMatched(id);
  for (const { id } of decision.shadowMatched) tally.ruleMatched(id);
}

/** Counted for the project when its key was in memory; otherwise it may be why nobody could answer. */
function countFailedOpen({ tally, meter }: ReadVerdictOptions, found: Found): void {
  if (found === null || found instanceof Promise) return;
  tally.verdictGiven(found.projectId, 'not_computed', 'allow');
  meter.given(found.projectId, 'not_computed');
}
