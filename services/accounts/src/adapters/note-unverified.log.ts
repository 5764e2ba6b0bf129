import type { Clock, Logger } from '@botect/runtime';
import type { NoteUnverified } from '../ports/index.ts';

/** One line a second at most: a database that is away fails everybody with the same words. */
export function noteUnverifiedInLog(log: Logger, now: Clock): NoteUnverified {
  let notedAtMs = Number.NEGATIVE_INFINITY;
  let unnoted = 0;
  return (error) => {
    unnoted += 1;
    if (now() - notedAtMs < 1_000) return;
    log.warn({ err: error, visitors: unnoted }, 'visitors passed unverified');
    notedAtMs = now();
    unnoted = 0;
  };
}
