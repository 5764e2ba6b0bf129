import type { Clock } from './clock.ts';
import { readTraceParent, type TraceParent } from './traceparent.ts';

/** What to do with one step: leave it, start a trace with it, or continue the trace of its parent. */
export type Sampling = 'none' | 'root' | TraceParent;

export interface SamplerOptions {
  /** Share of the steps without parent that start a trace. */
  readonly ratio: number;
  readonly now: Clock;
  /** A public endpoint lets strangers send sampled parents: past this many spans a second they are left out. */
  readonly spansPerSecondMax?: number;
}

/** Decides by counting, not by chance: every Nth step without a parent, and each sampled parent within the limit. */
export function sampler({ ratio, now, spansPerSecondMax = 200 }: SamplerOptions) {
  const every = ratio > 0 ? Math.round(1 / ratio) : Number.POSITIVE_INFINITY;
  let untilNext = every;
  let second = 0;
  let spansInSecond = 0;

  const withinLimit = (): boolean => {
    const current = Math.floor(now() / 1000);
    if (current !== second) {
      second = current;
      spansInSecond = 0;
    }
    return ++spansInSecond <= spansPerSecondMax;
  };

  return (parent: string | null | undefined): Sampling => {
    const continued = parent ? readTraceParent(parent) : null;
    if (continued !== null) return continued.traceFlags & 1 && withinLimit() ? continued : 'none';
    if (--untilNext > 0) return 'none';
    untilNext = every;
    return withinLimit() ? 'root' : 'none';
  };
}
