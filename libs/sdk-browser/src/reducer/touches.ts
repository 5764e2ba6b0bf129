import { blank, pressMsEdges, speedEdges, straightnessEdges, tally } from './bins.ts';

/** px: a finger rolls that far while it taps. */
const swipeMin = 10;

/** One finger; further fingers are left out. */
export class Touches {
  readonly sums = {
    taps: 0,
    tap_ms: blank(12),
    swipes: 0,
    swipe_moves: 0,
    straightness: blank(6),
    swipe_speed: blank(12),
    radius_known: 0,
    radius_varied: 0,
    force_known: 0,
    force_varied: 0,
  };
  #began: Contact | null = null;
  #last: Contact | null = null;
  #path = 0;
  #moves = 0;
  #radius: Range | null = null;
  #force: Range | null = null;

  start(contact: Contact): void {
    this.#began = contact;
    this.#last = contact;
    this.#path = 0;
    this.#moves = 0;
    this.#radius = widened(null, contact.radius);
    this.#force = widened(null, contact.force);
  }

  move(contact: Contact): void {
    const last = this.#last;
    if (last === null) return;
    this.#path += Math.hypot(contact.x - last.x, contact.y - last.y);
    this.#moves += 1;
    this.#radius = widened(this.#radius, contact.radius);
    this.#force = widened(this.#force, contact.force);
    this.#last = contact;
  }

  end(t: number): void {
    const [began, last] = [this.#began, this.#last];
    this.#began = null;
    this.#last = null;
    if (began === null || last === null) return;
    const sums = this.sums;
    const ms = Math.max(1, t - began.t);
    this.#variation();
    if (this.#path < swipeMin) {
      sums.taps += 1;
      tally(sums.tap_ms, pressMsEdges, t - began.t);
      return;
    }
    sums.swipes += 1;
    sums.swipe_moves += this.#moves;
    tally(sums.straightness, straightnessEdges, Math.hypot(last.x - began.x, last.y - began.y) / this.#path);
    tally(sums.swipe_speed, speedEdges, this.#path / ms);
  }

  #variation(): void {
    const sums = this.sums;
    // A browser that does not know reports 0, or 1 px, all the time.
    if (this.#moves < 2) return;
    if (this.#radius !== null && this.#radius.high > 1) {
      sums.radius_known += 1;
      if (this.#radius.high !== this.#radius.low) sums.radius_varied += 1;
    }
    if (this.#force !== null && this.#force.high > 0) {
      sums.force_known += 1;
      if (this.#force.high !== this.#force.low) sums.force_varied += 1;
    }
  }
}

export interface Contact {
  readonly t: number;
  readonly x: number;
  readonly y: number;
  readonly radius?: number;
  readonly force?: number;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

function widened(range: Range | null, value: number | undefined): Range | null {
  if (value === undefined) return range;
  return range === null
    ? { low: value, high: value }
    : { low: Math.min(range.low, value), high: Math.max(range.high, value) };
}
