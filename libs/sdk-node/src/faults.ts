/**
 * What went wrong where the application cannot see it: `refused` (Botect does not accept the key or the call),
 * `unreachable` (no usable answer within the budget), `spool_full` and `lost` (something was not delivered),
 * `callback` (a function of the application threw) and `internal` (the SDK itself did).
 */
export type FaultKind = 'refused' | 'unreachable' | 'spool_full' | 'lost' | 'callback' | 'internal';

/** Something that went wrong, as `onFault` hears of it. */
export interface Fault {
  readonly kind: FaultKind;
  /** One sentence for a log. Never holds a key, a token, an address or a path. */
  readonly message: string;
  readonly cause?: unknown;
}

export type ReportFault = (kind: FaultKind, message: string, cause?: unknown) => void;

/** Hands faults to the application, whose own fault while listening must not reach a visitor. */
export function faultReporter(onFault: ((fault: Fault) => void) | undefined): ReportFault {
  return (kind, message, cause) => {
    try {
      // What listens may go on for itself; that it fails later must not end the process.
      isLater(onFault?.({ kind, message, ...(cause !== undefined && { cause }) }));
    } catch {
      // There is nobody left to tell.
    }
  };
}

/** Whether an answer is still to come; nobody hears of it when it then fails. */
function isLater(answer: unknown): boolean {
  if (typeof (answer as { then?: unknown } | null | undefined)?.then !== 'function') return false;
  Promise.resolve(answer).catch(() => {});
  return true;
}

/** What the application's function answers, or `otherwise` and a fault when it throws or wants to answer later. */
export function guarded<Answer>(
  ask: () => Answer,
  otherwise: Answer,
  { report, name }: { readonly report: ReportFault; readonly name: string },
): Answer {
  try {
    const answer = ask();
    if (!isLater(answer)) return answer;
    report('callback', `${name} must answer at once, not later`);
    return otherwise;
  } catch (error) {
    report('callback', `${name} threw`, error);
    return otherwise;
  }
}

/** What work that no visitor may notice failing answers; undefined when it fails. */
export function safely<Answer>(report: ReportFault, doing: string, work: () => Answer): Answer | undefined {
  try {
    return work();
  } catch (error) {
    report('internal', `${doing} failed`, error);
    return undefined;
  }
}

/** Does work that no visitor may notice failing. */
export function quietly(report: ReportFault, doing: string, work: () => void): void {
  safely(report, doing, work);
}
