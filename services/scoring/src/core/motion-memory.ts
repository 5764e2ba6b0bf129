import type { Precedents } from './replay.ts';

/** Of a project: 15 MB in Redis once they are all taken, by some 4,000 sessions of 30 strokes a day. */
export const motionSlots = 131_072;

/** Where a hash is kept, and what tells it from others that would be kept there. */
export function placeOf(hash: number, slots = motionSlots): { readonly slot: number; readonly tag: number } {
  return { slot: hash % slots, tag: Math.floor(hash / slots) };
}

/** For each stroke of a session the others that made it first. */
export type RememberMotion = (session: number, strokes: readonly (readonly number[])[]) => Precedents;

/**
 * The memory of one project that forgets nothing by time: for sessions that are played one after the other. In service
 * the cache is the memory; both follow one contract. Recordings are of no day, so that by default each hash has a slot.
 */
export function motionMemory(slotsMax = 2 ** 32): RememberMotion {
  const slots = new Map<number, { readonly tag: number; readonly session: number }>();
  const holderOf = (hash: number): number | null => {
    const { slot, tag } = placeOf(hash, slotsMax);
    const held = slots.get(slot);
    return held?.tag === tag ? held.session : null;
  };
  const claim = (hash: number, session: number) => {
    const { slot, tag } = placeOf(hash, slotsMax);
    if (slots.get(slot)?.tag !== tag) slots.set(slot, { tag, session });
  };
  return (session, strokes) =>
    strokes.map((hashes) => {
      const holders = hashes.map(holderOf);
      const [own] = hashes;
      if (own !== undefined) claim(own, session);
      return othersAmong(holders, session);
    });
}

/** The holders that are sessions, and not this one; each once, in order. */
export function othersAmong(holders: readonly (number | null)[], session: number): number[] {
  const others = new Set(holders.filter((holder) => holder !== null && holder !== session) as number[]);
  return [...others].sort((a, b) => a - b);
}
