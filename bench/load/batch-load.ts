import type { EnabledProject } from '../laboratory/enabled-project.ts';
import type { ClosedLoopLoad } from '../measure/closed-loop.ts';

export const sessionsInPool = 10_000;

let runs = 0;

/** Four characters no other run of this process has: part of every session token and event id of the run. */
export function nextRun(): string {
  runs += 1;
  return runs.toString(36).padStart(4, '0');
}

/** Batches of ten new events, each for one session of 10,000. */
export function batchLoad({ siteKey }: EnabledProject): ClosedLoopLoad {
  return { script: 'batches.lua', parameters: () => [siteKey, nextRun(), `${sessionsInPool}`] };
}
