import {
  blank,
  bowEdges,
  fifthEdges,
  finalSpeedEdges,
  peakEdges,
  straightnessEdges,
  strokeMsEdges,
  tally,
} from './bins.ts';
import type { Point } from './points.ts';
import { strokeHashes } from './sketch.ts';

/** Shorter movements than this many px or points say nothing by their shape. */
const lengthMin = 40;
const pointsMin = 4;
/** Later points of a stroke are left out of its shape: nobody moves for half a minute without a pause. */
const pointsMax = 2_000;

/** Shapes of whole movements between two pauses. */
export class Strokes {
  readonly sums = {
    strokes: 0,
    dabs: 0,
    straightness: blank(6),
    peak_time: blank(5),
    peaks_per_stroke: blank(5),
    final_speed: blank(5),
    initial_speed: blank(5),
    stroke_ms: blank(6),
    bow: blank(6),
  };
  readonly sketch: number[] = [];
  #points: Point[] = [];
  readonly #salt: number;

  constructor(salt: number) {
    this.#salt = salt;
  }

  add(point: Point): void {
    if (this.#points.length < pointsMax) this.#points.push(point);
  }

  /** Ends the stroke; `speeds` are its cells of 50 ms. */
  end(speeds: readonly number[]): void {
    const points = this.#points;
    this.#points = [];
    if (points.length < 2) return;
    const shape = shapeOf(points);
    if (shape.path < lengthMin || points.length < pointsMin) {
      this.sums.dabs += 1;
      return;
    }
    this.sums.strokes += 1;
    tally(this.sums.straightness, straightnessEdges, shape.chord / shape.path);
    tally(this.sums.stroke_ms, strokeMsEdges, shape.ms);
    if (shape.chord >= lengthMin / 2) tally(this.sums.bow, bowEdges, shape.bow / shape.chord);
    this.#profile(speeds);
    this.sketch.push(...strokeHashes(points, this.#salt));
  }

  #profile(speeds: readonly number[]): void {
    if (speeds.length < 4) return;
    let fastest = 0;
    let sum = 0;
    let peaks = 0;
    for (const [at, speed] of speeds.entries()) {
      sum += speed;
      if (speed > (speeds[fastest] as number)) fastest = at;
      const [before, after] = [speeds[at - 1] ?? 0, speeds[at + 1] ?? 0];
      if (speed > before * 1.15 && speed > after * 1.15 && speed > 0.05) peaks += 1;
    }
    const fifth = Math.max(1, Math.floor(speeds.length / 5));
    const mean = sum / speeds.length;
    tally(this.sums.peak_time, fifthEdges, (fastest + 0.5) / speeds.length);
    tally(this.sums.peaks_per_stroke, peakEdges, peaks);
    if (sum === 0) return;
    tally(this.sums.final_speed, finalSpeedEdges, meanOf(speeds.slice(-fifth)) / mean);
    tally(this.sums.initial_speed, finalSpeedEdges, meanOf(speeds.slice(0, fifth)) / mean);
  }
}

const meanOf = (speeds: readonly number[]): number =>
  speeds.reduce((total, speed) => total + speed, 0) / speeds.length;

function shapeOf(points: readonly Point[]): { path: number; chord: number; bow: number; ms: number } {
  const [first, last] = [points[0] as Point, points[points.length - 1] as Point];
  const [cx, cy] = [last.x - first.x, last.y - first.y];
  const chord = Math.hypot(cx, cy);
  let path = 0;
  let bow = 0;
  let before = first;
  for (const point of points) {
    path += Math.hypot(point.x - before.x, point.y - before.y);
    const away = Math.abs(cx * (point.y - first.y) - cy * (point.x - first.x));
    if (away > bow) bow = away;
    before = point;
  }
  return { path, chord, bow: chord === 0 ? 0 : bow / chord, ms: last.t - first.t };
}
