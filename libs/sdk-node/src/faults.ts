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
      onFault?.({ kind, message, ...(cause !== undefined && { cause }) });
    } catch {
      // There is nobody left to tell.
    }
  };
}

/** What the application's function answers, or `otherwise` and a fault when it throws. */
export function guarded<Answer>(
  ask: () => Answer,
  otherwise: Answer,
  { report, name }: { readonly report: ReportFault; readonly name: string },
): Answer {
  try {
    return ask();
  } catch (error) {
    report('callback', `${name} threw`, error);
    return otherwise;
  }
}

/** Does work that no visitor may notice failing. */
export function quietly(report: ReportFault, doing: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    report('internal', `${doing} failed`, error);
  }
}
