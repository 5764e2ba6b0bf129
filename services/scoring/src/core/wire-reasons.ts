import type { Reason } from './opinion.ts';
import { isReplay } from './replay.ts';
import type { SessionSignals } from './session-signals.ts';

/** Numbers no page can have measured: no script that was left alone sends them. */
const impossiblePoints = -45;
/** A movement repeated from another session: people do not repeat themselves (Sadeghpour and Vlajic 2023). */
const replayPoints = -60;

/** More time than has passed: a clock that was set while the page was open does that too. */
const editedPoints = -15;

/** What the windows say by having been made up or used before. */
export function wireReasons({ windows, timeInExcessMs }: SessionSignals): Reason[] {
  const { impossible, compared, shared } = windows;
  const reasons: Reason[] = [];
  if (impossible > 0) {
    const evidence = `impossible windows ${impossible}`;
    reasons.push({ id: 3030, term: 'impossible_window', points: impossiblePoints, evidence });
  }
  if (timeInExcessMs > 0) {
    const evidence = `${Math.round(timeInExcessMs / 1_000)} s more than passed`;
    reasons.push({ id: 3031, term: 'edited_clock', points: editedPoints, evidence });
  }
  if (isReplay({ compared, shared })) {
    const evidence = `shared movements ${shared} of ${compared}`;
    reasons.push({ id: 3032, term: 'replayed_motion', points: replayPoints, evidence });
  }
  return reasons;
}
