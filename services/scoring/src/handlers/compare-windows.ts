import { strokesIn, withPrecedents } from '../core/precedents.ts';
import type { CompareMotion } from '../ports.ts';
import type { TouchedSession } from './touched-sessions.ts';

/**
 * Compares the movements of a fetch with those of other sessions, in one go, and puts beside each window who made its
 * movements before. Where nobody can be asked the windows stay as they are: scoring does not wait for it.
 */
export async function compareWindows(
  compare: CompareMotion,
  touched: readonly TouchedSession[],
): Promise<readonly TouchedSession[]> {
  const shown = touched.map(({ key, batches }) => ({ ...key, strokes: strokesIn(batches) }));
  if (shown.every(({ strokes }) => strokes.length === 0)) return touched;
  const answers = await compare(shown);
  if (answers === null) return touched;
  return touched.map((session, place) => ({
    ...session,
    batches: withPrecedents(session.batches, answers[place] ?? []),
  }));
}
