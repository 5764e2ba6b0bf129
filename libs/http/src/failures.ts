import { Problem } from '@botect/contracts';
import type { Clock, Logger } from '@botect/runtime';
import type { Request } from './route.ts';
import { problemStatus } from './statuses.ts';

export interface FailuresOptions {
  readonly log: Logger;
  readonly now: Clock;
}

/** The problem to answer. The request is asked for its id when the log holds a private side. */
export type Failure = (error: unknown, route: string, request: Pick<Request, 'id'>) => Problem;

const linesPerSecondMax = 20;

/**
 * Turns whatever a handler threw into a Problem, and logs the private side of those that are our fault: at most 20
 * lines a second, because a database that is away fails every request with the same words.
 */
export function failures({ log, now }: FailuresOptions): Failure {
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
  return (error, route, request) => {
    const problem = error instanceof Problem ? error : unexpected(error);
    if (problemStatus[problem.code] < 500 || problem.cause === undefined) return problem;
    write({ request_id: request.id, route, code: problem.code, err: problem.cause });
    return problem;
  };
}

const unexpected = (cause: unknown) =>
  new Problem('INTERNAL_ERROR', 'Something went wrong on our side. Trying again may help.', {
    cause: cause ?? 'undefined',
  });
