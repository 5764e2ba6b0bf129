import { type Precedents, strokesOf } from './replay.ts';
import type { Batch, Signal } from './session-state.ts';
import { contradictions } from './window-check.ts';

/** The strokes that batches show, in their order: what a memory of movements is asked about. */
export function strokesIn(batches: readonly Batch[]): readonly (readonly number[])[] {
  return batches.flatMap(({ signals }) => signals.flatMap(strokesAt));
}

/** Puts beside each window who made its strokes before. Strokes beyond the answers were not compared. */
export function withPrecedents(batches: readonly Batch[], answers: Precedents): readonly Batch[] {
  let from = 0;
  const known = (signal: Signal): Signal => {
    if (from >= answers.length) return signal;
    const precedents = answers.slice(from, from + strokesAt(signal).length);
    from += precedents.length;
    return precedents.length === 0 ? signal : { ...signal, precedents };
  };
  return batches.map((batch) => ({ ...batch, signals: batch.signals.map(known) }));
}

/** A window that contradicts itself shows no movement that could be compared. */
function strokesAt({ window }: Signal): readonly (readonly number[])[] {
  if (window === null || window.sketch.length === 0 || contradictions(window).length > 0) return [];
  return strokesOf(window.sketch);
}
