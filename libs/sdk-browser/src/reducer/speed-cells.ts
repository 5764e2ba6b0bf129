import { addTo, blank, ratioEdges, tally } from './bins.ts';

/** Width of a cell in ms: three drawn frames, so that the recorder's own rate hardly shows. */
const cellMs = 50;

/**
 * The speed of one stroke over cells of equal time. Accelerations, peaks and rhythm are taken here, where a mouse that
 * reports once a frame and one that skips every other frame look alike.
 */
export class SpeedCells {
  readonly sums = {
    ratio: blank(9),
    rhythm: blank(5),
    acceleration_pairs: 0,
    acceleration_flips: 0,
    peaks: 0,
  };
  /** Of the stroke that is going on. */
  speeds: number[] = [];
  #filled = 0;
  #length = 0;

  begin(): void {
    this.speeds = [];
    this.#filled = 0;
    this.#length = 0;
  }

  /** Spreads a step of so many px over the cells its time covers. */
  add(px: number, ms: number): void {
    const speed = px / ms;
    let rest = ms;
    while (this.#filled + rest >= cellMs) {
      const part = cellMs - this.#filled;
      this.#close((this.#length + speed * part) / cellMs);
      rest -= part;
      this.#filled = 0;
      this.#length = 0;
    }
    this.#filled += rest;
    this.#length += speed * rest;
  }

  #close(speed: number): void {
    const { speeds, sums } = this;
    const [before2, before] = [speeds[speeds.length - 2], speeds[speeds.length - 1]];
    speeds.push(speed);
    if (before === undefined) return;
    tally(sums.ratio, ratioEdges, Math.log((speed + 0.01) / (before + 0.01)));
    if (before2 === undefined) return;
    sums.acceleration_pairs += 1;
    if ((speed - before) * (before - before2) < 0) sums.acceleration_flips += 1;
    if (before > before2 * 1.15 && before > speed * 1.15 && before > 0.05) sums.peaks += 1;
    const now = level(speed);
    addTo(sums.rhythm, [1, now, now * now, now * level(before), now * level(before2)]);
  }
}

const level = (speed: number): number => Math.round(100 * Math.log2(1 + 50 * Math.min(speed, 100)));
