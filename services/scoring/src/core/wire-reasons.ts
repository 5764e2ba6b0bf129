import type { Reason } from './opinion.ts';
import { isReplay } from './replay.ts';
import type { SessionSignals } from './session-signals.ts';

export const wireDetections = { impossible: 3030, editedClock: 3031, replay: 3032 } as const;

/** What each takes off. */
export const wirePoints: ReadonlyMap<number, number> = new Map<number, number>([
  // Numbers no page can have measured: no script that was left alone sends them.
  [wireDetections.impossible, -45],
  // More time than has passed: a clock that was set while the page was open does that too.
  [wireDetections.editedClock, -15],
  // A movement repeated from another session: people do not repeat themselves (Sadeghpour and Vlajic 2023).
  [wireDetections.replay, -60],
]);

/** What the windows say by having been made up or used before. */
export function wireReasons({ windows, timeInExcessMs }: SessionSignals): Reason[] {
  const { impossible, compared, shared } = windows;
  const reasons: Reason[] = [];
  const say = (id: number, term: string, evidence: string) =>
    reasons.push({ id, term, points: wirePoints.get(id) ?? 0, evidence });
  if (impossible > 0) say(wireDetections.impossible, 'impossible_window', `impossible windows ${impossible}`);
  if (timeInExcessMs > 0) {
    say(
      wireDetections.editedClock,
      'edited_clock',
      `${Math.round(timeInExcessMs / 1_000)} s more than passed`,
    );
  }
  if (isReplay({ compared, shared })) {
    say(wireDetections.replay, 'replayed_motion', `shared movements ${shared} of ${compared}`);
  }
  return reasons;
}
