import {
  addTo,
  blank,
  frameEdges,
  pauseEdges,
  ratioEdges,
  speedEdges,
  stepEdges,
  tally,
  turnEdges,
} from './bins.ts';
import { frameMs, type Point, pauseMs } from './points.ts';
import { SpeedCells } from './speed-cells.ts';
import { Strokes } from './stroke.ts';

/** Spacing in px of the coarse path. */
const coarsePx = 12;
/** Turns below this, radians, have no side: a pixel's rounding decides it. */
const sideMin = 0.02;
/** Smaller logarithms of a ratio are no clear change of speed. */
const ratioMin = 0.05;

/** Free movement of a mouse or pen. Holds the last few points only; what leaves is counts. */
export class Motion {
  readonly cells = new SpeedCells();
  readonly shapes: Strokes;
  readonly sums = newSums();
  #pending: Point | null = null;
  #last: Point | null = null;
  #dx = 0;
  #dy = 0;
  #ms = 0;
  #side = 0;
  #change = 0;
  #anchor: Point | null = null;
  #ax = 0;
  #ay = 0;

  constructor(salt: number) {
    this.shapes = new Strokes(salt);
  }

  /** Of one frame the last position counts. */
  move(t: number, x: number, y: number): void {
    const pending = this.#pending;
    if (pending !== null && Math.floor(t / frameMs) !== Math.floor(pending.t / frameMs)) this.#point(pending);
    this.#pending = { t, x, y };
  }

  /** Ends the stroke: a press, a drag or a hidden page follows. */
  interrupt(): void {
    if (this.#pending !== null) this.#point(this.#pending);
    this.#pending = null;
    this.#endStroke();
    this.#last = null;
  }

  #endStroke(): void {
    this.shapes.end(this.cells.speeds);
    this.cells.begin();
    this.#dx = 0;
    this.#dy = 0;
    this.#ms = 0;
    this.#side = 0;
    this.#change = 0;
    this.#anchor = null;
  }

  #point(point: Point): void {
    const last = this.#last;
    this.#last = point;
    this.sums.moves += 1;
    if (last !== null) {
      const ms = point.t - last.t;
      if (ms < pauseMs) this.#step(last, point, ms);
      else {
        tally(this.#pauses, pauseEdges, ms);
        this.#endStroke();
      }
    }
    this.shapes.add(point);
    this.#coarse(point);
  }

  /** The first bin, gaps that are no pause, is not sent. */
  readonly #pauses = blank(5);
  get pauses(): number[] {
    return this.#pauses.slice(1);
  }

  #step(from: Point, to: Point, ms: number): void {
    const sums = this.sums;
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const px = Math.hypot(dx, dy);
    sums.active_ms += ms;
    sums.path_px += px;
    tally(sums.speed, speedEdges, px / ms);
    tally(sums.step, stepEdges, px);
    this.cells.add(px, ms);
    if (px <= 2) tally(sums.short_step_frames, frameEdges, ms / frameMs);
    else if (px > 6) tally(sums.long_step_frames, frameEdges, ms / frameMs);
    if (px >= 2) {
      sums.long_steps += 1;
      if (dx === 0 || dy === 0) sums.axis_steps += 1;
      if (dx === this.#dx && dy === this.#dy) sums.repeated_steps += 1;
    }
    if (px === 0) return;
    if (this.#ms > 0) {
      this.#ratio(px / ms);
      this.#turn(dx, dy, ms);
    }
    this.#dx = dx;
    this.#dy = dy;
    this.#ms = ms;
  }

  /** Compares the speed of a step with that of the step before. */
  #ratio(speed: number): void {
    const sums = this.sums;
    const ratio = Math.log((speed * this.#ms) / Math.hypot(this.#dx, this.#dy));
    tally(sums.step_ratio, ratioEdges, ratio);
    if (Math.abs(ratio) < ratioMin) return;
    if (this.#change !== 0) {
      sums.step_pairs += 1;
      if (ratio * this.#change < 0) sums.step_flips += 1;
    }
    this.#change = ratio;
  }

  #turn(dx: number, dy: number, ms: number): void {
    const sums = this.sums;
    const angle = Math.atan2(this.#dx * dy - this.#dy * dx, this.#dx * dx + this.#dy * dy);
    const size = Math.abs(angle);
    tally(sums.turn, turnEdges, size);
    const side = size < sideMin ? 0 : Math.sign(angle);
    if (side !== 0 && this.#side !== 0) {
      sums.turn_pairs += 1;
      if (side !== this.#side) sums.turn_flips += 1;
    }
    if (side !== 0) this.#side = side;
    const length = (Math.hypot(this.#dx, this.#dy) + Math.hypot(dx, dy)) / 2;
    if (length > 6) tally(sums.long_turn, turnEdges, size);
    // Below some pixels a step's angle is mostly rounding.
    if (length < 3 || size < sideMin) return;
    const x = logarithm(size / length);
    const y = logarithm((2 * length) / (this.#ms + ms));
    addTo(sums.power_law, [1, x, y, x * x, x * y, y * y]);
  }

  /** Follows the path in straight pieces of 12 px. */
  #coarse(point: Point): void {
    const anchor = this.#anchor;
    if (anchor === null) {
      this.#anchor = point;
      this.#ax = 0;
      this.#ay = 0;
      return;
    }
    const [dx, dy] = [point.x - anchor.x, point.y - anchor.y];
    const px = Math.hypot(dx, dy);
    if (px < coarsePx) return;
    this.sums.coarse_px += px;
    if (this.#ax !== 0 || this.#ay !== 0) {
      tally(
        this.sums.bend,
        turnEdges,
        Math.abs(Math.atan2(this.#ax * dy - this.#ay * dx, this.#ax * dx + this.#ay * dy)),
      );
    }
    this.#anchor = point;
    this.#ax = dx;
    this.#ay = dy;
  }
}

/** 100·(8 + ln value), whole and not negative. */
const logarithm = (value: number): number => Math.max(0, Math.round(100 * (8 + Math.log(value))));

function newSums() {
  return {
    moves: 0,
    active_ms: 0,
    path_px: 0,
    coarse_px: 0,
    speed: blank(12),
    step: blank(8),
    turn: blank(8),
    long_turn: blank(8),
    step_ratio: blank(9),
    step_pairs: 0,
    step_flips: 0,
    short_step_frames: blank(4),
    long_step_frames: blank(4),
    bend: blank(8),
    turn_pairs: 0,
    turn_flips: 0,
    long_steps: 0,
    axis_steps: 0,
    repeated_steps: 0,
    power_law: blank(6),
  };
}
