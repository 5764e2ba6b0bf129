/** A source of numbers from 0 up to, not including, 1. */
export type Random = () => number;

/** Numbers that follow from the seed alone (Mulberry32: 32 bits of state, enough for drawing sessions, not for secrets). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A seed for one named part of a run (FNV-1a), so that adding a part leaves the numbers of all others as they were. */
export function seedFor(seed: number, ...names: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of [seed, ...names].join('\u0000')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return hash;
}
