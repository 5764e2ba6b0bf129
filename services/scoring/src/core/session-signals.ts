import type { BehavioralSignals, SignalClient } from '@botect/contracts';
import { timeInExcess } from './clock-check.ts';
import type { DeclaredAgent } from './declared-agent.ts';
import { mergeAll } from './measures.ts';
import type { MaximumKey, Probe, SessionState, SummedKey } from './session-state.ts';
import type { Hits } from './site-report.ts';
import { noWindows, type WindowEvidence } from './window-evidence.ts';

/** A session summed up over its pages: what the engines judge. A key that is absent was never measured. */
export interface SessionSignals {
  readonly totals: Readonly<Partial<Record<SummedKey, number>>>;
  readonly maxima: Readonly<Partial<Record<MaximumKey, number>>>;
  readonly behavioral: BehavioralSignals;
  readonly pointerTypes: readonly string[];
  readonly probe: Probe;
  readonly client: SignalClient | null;
  /** What its user agent says; null when nobody has read it. */
  readonly declared: DeclaredAgent | null;
  /** What the site's server told of its pages; null when it told nothing. */
  readonly hits: Hits | null;
  readonly windows: WindowEvidence;
  /** By so many ms the windows last longer than the session can have; 0 or less when they do not. */
  readonly timeInExcessMs: number;
  /** Moves, scrolls, clicks and keys together. */
  readonly inputs: number;
}

export function sessionSignals(state: SessionState): SessionSignals {
  const all = mergeAll(Object.values(state.pages).map((page) => page.snapshot ?? page.increments));
  const { sums, minima } = all;
  return {
    totals: sums,
    maxima: all.maxima,
    behavioral: {
      mouseEntropy: mean(all.entropy, 10_000),
      scrollVelocity: mean(all.velocity, 100),
      visibilityChanges: sums.visibility_changes ?? null,
      firstInputDelayMs: minima.first_input_delay_ms ?? null,
      timeToFirstInputMs: minima.time_to_first_input_ms ?? null,
    },
    pointerTypes: all.pointerTypes,
    probe: state.probe,
    client: state.client,
    declared: state.declared ?? null,
    hits: state.hits ?? null,
    windows: state.windows ?? noWindows,
    timeInExcessMs: timeInExcess(state),
    inputs: moves(sums) + (sums.scroll_events ?? 0) + (sums.click_events ?? 0) + (sums.key_events ?? 0),
  };
}

/** Pointer moves include mouse moves where both are counted, so the larger one stands. */
export function moves(totals: SessionSignals['totals']): number {
  return Math.max(totals.mouse_moves ?? 0, totals.pointer_moves ?? 0);
}

/** Rounded to the precision every store keeps, so that all of them answer alike. */
function mean([weighted, weight]: readonly [number, number], perUnit: number): number | null {
  return weight === 0 ? null : Math.round((weighted / weight) * perUnit) / perUnit;
}
