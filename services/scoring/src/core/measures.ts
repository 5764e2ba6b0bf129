import type { Payload } from '@botect/contracts';
import {
  type Measures,
  maximumKeys,
  minimumKeys,
  noMeasures,
  type SummedKey,
  summedKeys,
} from './session-state.ts';

/** What one payload measured. */
export function measuresOf(payload: Payload): Measures {
  const weight = (key: SummedKey) => Math.max(1, payload[key] ?? 1);
  const mean = (value: number | undefined, key: SummedKey): [number, number] =>
    value === undefined ? [0, 0] : [value * weight(key), weight(key)];
  return {
    sums: pick(payload, summedKeys),
    minima: pick(payload, minimumKeys),
    maxima: pick(payload, maximumKeys),
    entropy: mean(payload.mouse_entropy, 'mouse_moves'),
    velocity: mean(payload.scroll_velocity, 'scroll_events'),
    pointerTypes: sortedUnion(payload.pointer_types ?? [], []),
  };
}

/** Merges in any order and grouping to the same result. */
export function mergeMeasures(left: Measures, right: Measures): Measures {
  return {
    sums: combine(left.sums, right.sums, (a, b) => a + b),
    minima: combine(left.minima, right.minima, Math.min),
    maxima: combine(left.maxima, right.maxima, Math.max),
    entropy: [left.entropy[0] + right.entropy[0], left.entropy[1] + right.entropy[1]],
    velocity: [left.velocity[0] + right.velocity[0], left.velocity[1] + right.velocity[1]],
    pointerTypes: sortedUnion(left.pointerTypes, right.pointerTypes),
  };
}

export function mergeAll(all: readonly Measures[]): Measures {
  return all.reduce(mergeMeasures, noMeasures);
}

export function sortedUnion<Text extends string>(left: readonly Text[], right: readonly Text[]): Text[] {
  // Most events name none, and a set costs more than all the rest of such an event.
  if (left.length === 0 && right.length === 0) return [];
  return [...new Set([...left, ...right])].sort();
}

type Numbers<Key extends string> = Readonly<Partial<Record<Key, number>>>;

function pick<Key extends string>(payload: Numbers<Key>, keys: readonly Key[]): Numbers<Key> {
  const present: Partial<Record<Key, number>> = {};
  for (const key of keys) {
    const value = payload[key];
    if (value !== undefined) present[key] = value;
  }
  return present;
}

function combine<Key extends string>(
  left: Numbers<Key>,
  right: Numbers<Key>,
  merge: (a: number, b: number) => number,
): Numbers<Key> {
  let merged: Partial<Record<Key, number>> | undefined;
  for (const key in right) {
    // Copied when there is something to add: most events have a measure of one of the three kinds.
    merged ??= { ...left };
    const [before, value] = [merged[key], right[key]];
    if (value !== undefined) merged[key] = before === undefined ? value : merge(before, value);
  }
  return merged ?? left;
}
