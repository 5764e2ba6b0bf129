import { Problem } from '@botect/contracts';
import type { Counter } from '@botect/runtime';
import type { Admission, Shed } from './admission.ts';
import type { HeldAnswers } from './held-answers.ts';
import type { Charge } from './http-request.ts';
import { defaultPriority, type Route } from './route.ts';

export interface Shedding {
  readonly admission: Admission;
  readonly held: HeldAnswers;
  readonly shed: Counter;
}

/** What nobody can be given just now. One for all, since a stack trace for each would cost more than the request. */
export const busy = new Problem('SERVICE_UNAVAILABLE', 'More is asked than can be done; try again shortly.', {
  retryAfterSeconds: 1,
});

/** Whether somebody was sent away by `chargeTo`: the server answers and counts it. */
export const isBusy = (error: unknown): boolean => error === busy;

/** How one route lets requests in, and counts those it turns away. */
export interface Door {
  /** Whether the request may come in; it leaves by `admission.leave`. */
  enter(): boolean;
  /** Throws `busy`. */
  readonly charge: Charge;
}

export function doorOf({ path, priority = defaultPriority }: Route, { admission, shed }: Shedding): Door {
  const of = (reason: Shed) => ({ 'http.route': path, reason, priority });
  const attributes = { in_flight: of('in_flight'), event_loop: of('event_loop'), share: of('share') };
  const admitted = (reason: Shed | null) => {
    if (reason !== null) shed.add(1, attributes[reason]);
    return reason === null;
  };
  return {
    enter: () => admitted(admission.enter(priority)),
    charge(projectId, bytes) {
      if (!admitted(admission.charge(priority, projectId, bytes))) throw busy;
    },
  };
}
