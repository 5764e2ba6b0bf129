import { type ApiAnswer, type ApiCall, type Budget, SendFault } from '../api/send.ts';
import type { ReportFault } from '../faults.ts';
import { isSuccess, isTransient } from '../statuses.ts';
import { isSessionToken } from '../visitor/session-token.ts';
import type { Breaker } from './breaker.ts';
import { contextQuery, type VerdictContext } from './context.ts';
import type { Outcome } from './outcome.ts';
import { hasEvidence, parseVerdict } from './verdict.ts';
import type { VerdictCache } from './verdict-cache.ts';

interface LookUpParts {
  readonly call: (call: ApiCall) => Promise<ApiAnswer>;
  readonly headers: Readonly<Record<string, string>>;
  readonly budget: Budget;
  readonly cache: VerdictCache;
  readonly breaker: Breaker;
  readonly report: ReportFault;
}

interface Told {
  readonly tellRefused: (status: number) => void;
}

/** Tells of the first of many refusals alike: one revoked key must not fill a log. */
function onceInARow(report: ReportFault): Told {
  let told: number | undefined;
  return {
    tellRefused(status) {
      if (status !== told) report('refused', `Botect answered a verdict read with ${status}`);
      told = status;
    },
  };
}

/** Reads verdicts: from memory, else one call for all who ask the same at a time. Never rejects. */
export function verdictLookUp(given: LookUpParts) {
  const parts = { ...given, ...onceInARow(given.report) };
  const { cache, breaker } = parts;
  return (session: string | null, context: VerdictContext): Promise<Outcome> => {
    if (!isSessionToken(session)) return Promise.resolve({ kind: 'unknown', reason: 'no_session' });
    const query = contextQuery(context);
    const memory = cache.of(session);
    const known = cache.read(memory, query);
    if (known !== null) return Promise.resolve(known);
    const pending = memory.pending.get(query);
    if (pending !== undefined) return pending;
    if (!breaker.admits()) return Promise.resolve({ kind: 'unreachable', reason: 'paused' });
    const asked = ask(parts, `/v1/sessions/${session}/verdict${query}`).then((outcome) => {
      cache.write(memory, query, outcome);
      memory.pending.delete(query);
      return outcome;
    });
    memory.pending.set(query, asked);
    return asked;
  };
}

async function ask(parts: LookUpParts & Told, path: string): Promise<Outcome> {
  const { call, headers, budget, breaker, report, tellRefused } = parts;
  const outcome = await call({ method: 'GET', path, headers, body: null, budget }).then(
    (answer) => judge(answer, tellRefused),
    (error): Outcome => ({ kind: 'unreachable', reason: reasonOf(error) }),
  );
  if (outcome.kind !== 'unreachable') breaker.succeeded();
  else {
    breaker.failed();
    report('unreachable', `a verdict could not be read: ${outcome.reason}`);
  }
  return outcome;
}

function judge({ status, body }: ApiAnswer, tellRefused: (status: number) => void): Outcome {
  if (isTransient(status)) return { kind: 'unreachable', reason: 'status' };
  if (!isSuccess(status)) {
    // The visitor cannot help it that a key was revoked or a subscription has ended.
    tellRefused(status);
    return { kind: 'unknown', reason: 'refused' };
  }
  const verdict = parseVerdict(body);
  if (verdict === null) return { kind: 'unreachable', reason: 'malformed' };
  return hasEvidence(verdict) ? { kind: 'decided', verdict } : { kind: 'unknown', reason: 'no_evidence' };
}

function reasonOf(error: unknown): 'timeout' | 'network' | 'malformed' {
  if (!(error instanceof SendFault)) return 'network';
  return error.reason === 'too_large' ? 'malformed' : error.reason;
}
