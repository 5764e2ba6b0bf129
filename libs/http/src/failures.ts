import { Problem } from '@botect/contracts';
import type { Clock, Logger } from '@botect/runtime';
import { problemStatus } from './statuses.ts';

export interface FailuresOptions {
  readonly log: Logger;
  readonly now: Clock;
  newId(): string;
}

export interface Failure {
  readonly problem: Problem;
  /** Under which the log holds the private side; null when there is nothing to tell. */
  readonly requestId: string | null;
}

const linesPerSecondMax = 20;

/**
 * Turns whatever a handler threw into a Problem, and logs the private side of those that are our fault: at most 20
 * lines a second, because a database that is away fails every request with the same words.
 */
export function failures({ log, now, newId }: FailuresOptions): (error: unknown, route: string) => Failure {
  let second = 0;
  let lines = 0;
  const write = (fields: object) => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      if (lines > linesPerSecondMax)
        log.warn({ left_out: lines - linesPerSecondMax }, 'more requests failed');
      second = current;
      lines = 0;
    }
    if (++lines <= linesPerSecondMax) log.error(fields, 'a request failed');
  };
  return (error, route) => {
    const problem = error instanceof Problem ? error : unexpected(error);
    if (problemStatus[problem.code] < 500 || problem.cause === undefined) return { problem, requestId: null };
    const requestId = newId();
    write({ request_id: requestId, route, code: problem.code, err: problem.cause });
    return { problem, requestId };
  };
}

const unexpected = (cause: unknown) =>
  new Problem('INTERNAL_ERROR', 'Something went wrong on our side. Trying again may help.', {
    cause: cause ?? 'undefined',
  });
