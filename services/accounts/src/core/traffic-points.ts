import type { Action, Band, TrafficCounts } from '@botect/contracts';
import type { TimeWindow } from './time-window.ts';

export interface SessionCount {
  readonly projectId: number;
  /** When its bucket begins. */
  readonly atMs: number;
  readonly band: Band;
  readonly sessions: number;
}

export interface VerdictCount {
  readonly projectId: number;
  readonly atMs: number;
  readonly band: Band;
  readonly action: Action;
  readonly verdicts: number;
}

export interface Counted {
  readonly sessions: readonly SessionCount[];
  readonly verdicts: readonly VerdictCount[];
}

/** Every name a count can go by. */
export interface CountNames {
  readonly bands: readonly Band[];
  readonly actions: readonly Action[];
}

export interface TrafficPoint extends TrafficCounts {
  readonly atMs: number;
}

/** One point for each bucket of a window that begins with a whole one; those without traffic count zero. */
export function trafficPoints(
  { fromMs, toMs, bucketMs }: TimeWindow & { readonly bucketMs: number },
  { sessions, verdicts }: Counted,
  names: CountNames,
): TrafficPoint[] {
  const sessionsAt = Map.groupBy(sessions, ({ atMs }) => atMs);
  const verdictsAt = Map.groupBy(verdicts, ({ atMs }) => atMs);
  const buckets = Math.ceil((toMs - fromMs) / bucketMs);
  return Array.from({ length: buckets }, (_, index) => {
    const atMs = fromMs + index * bucketMs;
    const counted = { sessions: sessionsAt.get(atMs) ?? [], verdicts: verdictsAt.get(atMs) ?? [] };
    return { atMs, ...trafficCounts(counted, names) };
  });
}

/** All of it summed up. */
export function trafficCounts({ sessions, verdicts }: Counted, names: CountNames): TrafficCounts {
  const total = (counts: readonly VerdictCount[]) => counts.reduce((sum, one) => sum + one.verdicts, 0);
  return {
    sessions: bandCounts(sessions, names.bands),
    verdicts: {
      total: total(verdicts),
      by_band: record(names.bands, (band) => total(verdicts.filter((one) => one.band === band))),
      by_action: record(names.actions, (action) => total(verdicts.filter((one) => one.action === action))),
    },
  };
}

export function bandCounts(sessions: readonly SessionCount[], bands: readonly Band[]): Record<Band, number> {
  return record(bands, (band) =>
    sessions.reduce((sum, one) => (one.band === band ? sum + one.sessions : sum), 0),
  );
}

function record<Name extends string>(names: readonly Name[], countOf: (name: Name) => number) {
  return Object.fromEntries(names.map((name) => [name, countOf(name)])) as Record<Name, number>;
}
