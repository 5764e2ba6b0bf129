import { addTo, blank, gapMsEdges, pressMsEdges, tally } from './bins.ts';

/** Longer gaps in ms are thinking, not typing. */
const burstMs = 2_000;
/** Longer holds in ms are repeats. */
const holdMaxMs = 1_000;
/** Keys that may be down at once; a release that was never seen must not stay for ever. */
const downMax = 16;

/** Anything that is the same for a press and its release. */
export type Slot = number | string;

/** The rhythm of typing. A slot pairs a press with its release and says nothing about the key. */
export class Keys {
  readonly sums = {
    presses: 0,
    hold_ms: blank(12),
    gap_ms: blank(12),
    hold: blank(3),
    gap: blank(3),
    pairs: 0,
    rollovers: 0,
    immediate: 0,
    backspaces: 0,
    pastes: 0,
    autofills: 0,
    composed: 0,
  };
  readonly #down = new Map<Slot, number>();
  #pressedAt: number | null = null;
  #releasedAt: number | null = null;

  press(t: number, slot: Slot): void {
    if (this.#down.has(slot)) return;
    if (this.#down.size >= downMax) this.#down.clear();
    const sums = this.sums;
    sums.presses += 1;
    const gap = this.#pressedAt === null ? burstMs : t - this.#pressedAt;
    if (gap < burstMs) {
      sums.pairs += 1;
      tally(sums.gap_ms, gapMsEdges, gap);
      addTo(sums.gap, [1, Math.round(gap), Math.round(gap) ** 2]);
      if (this.#down.size > 0) sums.rollovers += 1;
      else if (this.#releasedAt !== null && t - this.#releasedAt <= 5) sums.immediate += 1;
    }
    this.#pressedAt = t;
    this.#down.set(slot, t);
  }

  release(t: number, slot: Slot): void {
    const pressedAt = this.#down.get(slot);
    if (pressedAt === undefined) return;
    this.#down.delete(slot);
    this.#releasedAt = t;
    const hold = t - pressedAt;
    if (hold > holdMaxMs) return;
    tally(this.sums.hold_ms, pressMsEdges, hold);
    addTo(this.sums.hold, [1, Math.round(hold), Math.round(hold) ** 2]);
  }
}
