import { blank, burstEdges, tally } from './bins.ts';

/** A pause of so many ms ends a burst of scrolling. */
const burstMs = 150;
/** Scrolling goes on by itself for so many ms after what set it off. */
const promptMs = 500;

export class Scrolling {
  readonly sums = {
    events: 0,
    distance_px: 0,
    reversals: 0,
    long_steps: 0,
    bursts: 0,
    burst_events: blank(6),
    unprompted: 0,
  };
  readonly wheel = { events: 0, notches: 0, repeats: 0, coarse: 0 };
  #top: number | null = null;
  #at = -Infinity;
  #burst = 0;
  #direction = 0;
  #promptedAt = -Infinity;
  #delta = 0;

  /** A wheel, touch, key or press that may set scrolling off. */
  prompt(t: number): void {
    this.#promptedAt = t;
  }

  scroll(t: number, top: number): void {
    const sums = this.sums;
    const step = this.#top === null ? 0 : top - this.#top;
    this.#top = top;
    if (t - this.#at >= burstMs) this.#endBurst();
    this.#at = t;
    this.#burst += 1;
    sums.events += 1;
    sums.distance_px += Math.abs(step);
    if (Math.abs(step) >= 100) sums.long_steps += 1;
    const direction = Math.sign(step);
    if (direction !== 0 && this.#direction !== 0 && direction !== this.#direction) sums.reversals += 1;
    if (direction !== 0) this.#direction = direction;
    if (t - this.#promptedAt > promptMs) sums.unprompted += 1;
    else this.#promptedAt = t;
  }

  #endBurst(): void {
    if (this.#burst > 0) {
      this.sums.bursts += 1;
      tally(this.sums.burst_events, burstEdges, this.#burst);
    }
    this.#burst = 0;
  }

  /** `mode` as in WheelEvent: 0 px, 1 lines, 2 pages. */
  turn(t: number, delta: number, mode: number): void {
    const size = Math.abs(delta);
    this.wheel.events += 1;
    if (size === 100 || size === 120) this.wheel.notches += 1;
    if (size === this.#delta) this.wheel.repeats += 1;
    if (mode !== 0) this.wheel.coarse += 1;
    this.#delta = size;
    this.prompt(t);
  }
}
