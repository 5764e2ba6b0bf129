import type { ReceivedRecord } from '@botect/bus';
import { glanceAt } from '@botect/contracts';

/**
 * Batches, and as many reports, that a fetch folds into one session for each minute in which they were accepted: what a
 * visitor with several busy pages sends is half of it. A script that sends thousands has told all there is to know by then.
 */
export const perMinuteMax = 120;

const minuteMs = 60_000;

/**
 * Places of the records of a fetch that are one too many of their session's minute, so that no session holds up those
 * behind it. By when they were accepted: a backlog of an hour is an hour's worth, and nothing of it is left out. A session
 * to be erased is read whole, and so is what cannot be told at a glance.
 */
export function crowdedOut(records: readonly ReceivedRecord[]): ReadonlySet<number> {
  const out = new Set<number>();
  if (records.length <= perMinuteMax) return out;
  for (const places of placesByKey(records).values()) {
    if (places.length > perMinuteMax) for (const place of beyondMinute(records, places)) out.add(place);
  }
  return out;
}

function placesByKey(records: readonly ReceivedRecord[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { key }] of records.entries()) {
    const known = places.get(key);
    if (known === undefined) places.set(key, [place]);
    else known.push(place);
  }
  return places;
}

function beyondMinute(records: readonly ReceivedRecord[], places: readonly number[]): number[] {
  const counts = new Map<string, number>();
  const beyond: number[] = [];
  for (const place of places) {
    const glance = glanceAt(records[place]?.value ?? Buffer.alloc(0));
    if (glance === null) return [];
    const minute = `${glance.kind} ${Math.floor(glance.acceptedAtMs / minuteMs)}`;
    const count = (counts.get(minute) ?? 0) + 1;
    counts.set(minute, count);
    if (count > perMinuteMax) beyond.push(place);
  }
  return beyond;
}
