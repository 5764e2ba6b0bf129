import type { RecordedEvent } from '../../recordings/recording.ts';
import type { Point } from '../motion.ts';

/** What a browser would have said of positions and times. */
export interface Precision {
  /** Whole pixels, or parts of them. */
  readonly pixels: number;
  /** Finest difference between two times, in milliseconds. */
  readonly clockMs: number;
  /** Whether a move that ends where it began is an event. */
  readonly keepsStill: boolean;
}

/** Takes down what a program does, in the order of time. */
export class Tape {
  readonly events: RecordedEvent[] = [];
  readonly #precision: Precision;
  /** Now, in milliseconds since the recording began. */
  now = 0;
  moves = 0;
  x: number;
  y: number;

  constructor(precision: Precision, start: Point) {
    this.#precision = precision;
    this.x = start.x;
    this.y = start.y;
  }

  get position(): Point {
    return { x: this.x, y: this.y };
  }

  /** Later by this much; never earlier. */
  wait(ms: number): void {
    if (ms > 0) this.now += ms;
  }

  /** Now is this time, unless that has passed. */
  waitUntil(ms: number): void {
    if (ms > this.now) this.now = ms;
  }

  /** A move to this place; with `samples`, how many the browser merged into it. */
  move(to: Point, kind: 'm' | 'd', samples?: number): void {
    const { pixels, keepsStill } = this.#precision;
    const x = Math.round(to.x / pixels) * pixels;
    const y = Math.round(to.y / pixels) * pixels;
    if (x === this.x && y === this.y && !keepsStill) return;
    this.x = x;
    this.y = y;
    const t = this.time();
    this.events.push([t, kind, x, y]);
    if (samples !== undefined) this.events.push([t, 'c', samples]);
    this.moves++;
  }

  button(kind: 'p' | 'r', button = 0): void {
    this.events.push([this.time(), kind, this.x, this.y, button]);
  }

  key(kind: 'k' | 'u', slot: number): void {
    this.events.push([this.time(), kind, slot]);
  }

  scroll(top: number): void {
    this.events.push([this.time(), 's', Math.round(top)]);
  }

  wheel(deltaY: number): void {
    this.events.push([this.time(), 'w', deltaY, 0]);
  }

  touch(kind: 't' | 'v' | 'e', at: Point, contact: readonly [radius: number, force: number]): void {
    const { pixels } = this.#precision;
    const [x, y] = [Math.round(at.x / pixels) * pixels, Math.round(at.y / pixels) * pixels];
    this.events.push([this.time(), kind, x, y, ...contact]);
  }

  time(): number {
    const { clockMs } = this.#precision;
    // Rounded again, because a multiple of 0.1 is written with 17 digits.
    return Math.round(Math.round(this.now / clockMs) * clockMs * 1_000) / 1_000;
  }
}
