import type { PageWindow } from '../browser.ts';
import type { Reducer } from '../reducer/reducer.ts';
import { mouseEntropy } from './mouse-entropy.ts';

/** A pause of so many ms ends a movement of the page. */
const pauseMs = 150;
/** What a step without time before it took, ms. */
const frameMs = 16;
const speedMax = 1_000_000;

/** Payload of a `snapshot` event: totals of one page since it was entered. */
export type Snapshot = Readonly<Record<string, number | readonly string[] | null>>;

/** The documented totals of one page. A page within the page begins with new ones. */
export class PageTotals {
  readonly counts = {
    visibility_changes: 0,
    mouse_moves: 0,
    pointer_moves: 0,
    scroll_events: 0,
    click_events: 0,
    key_events: 0,
  };
  readonly #window: PageWindow;
  readonly #reducer: Reducer;
  readonly #from: number;
  readonly #bend: readonly number[];
  readonly #visibleMs: number;
  readonly #types = new Set<string>();
  #first: { readonly at: number; readonly delay: number | null } | null = null;
  #scrolledAt = -pauseMs;
  #px = 0;
  #ms = 0;
  #lowest = 0;

  constructor(window: PageWindow, reducer: Reducer, from: number) {
    this.#window = window;
    this.#reducer = reducer;
    this.#from = from;
    this.#bend = [...reducer.motion.sums.bend];
    this.#visibleMs = reducer.page.visible_ms;
  }

  moved(pointerType: string): void {
    this.counts.pointer_moves += 1;
    if (pointerType === 'mouse') this.counts.mouse_moves += 1;
    this.#types.add(pointerType);
  }

  /** `delay` from the event to its handler, ms; null when this clock cannot tell. */
  pressed(pointerType: string, at: number, delay: number | null): void {
    this.#types.add(pointerType);
    this.#first ??= { at, delay };
  }

  keyed(at: number, delay: number | null): void {
    this.counts.key_events += 1;
    this.#first ??= { at, delay };
  }

  scrolled(t: number, px: number): void {
    const ms = t - this.#scrolledAt;
    this.counts.scroll_events += 1;
    this.#px += px;
    this.#ms += ms < pauseMs ? ms : frameMs;
    this.#scrolledAt = t;
    this.#lowest = Math.max(this.#lowest, this.#window.scrollY);
  }

  snapshot(t: number): Snapshot {
    const first = this.#first;
    const { document, innerHeight } = this.#window;
    const seen = (100 * (this.#lowest + innerHeight)) / (document.documentElement?.scrollHeight || Infinity);
    return {
      ...this.counts,
      total_ms: Math.round(t - this.#from),
      visible_ms: Math.round(this.#reducer.page.visible_ms - this.#visibleMs),
      pointer_types: [...this.#types].filter((type) => /^(mouse|touch|pen)$/.test(type)),
      mouse_entropy: mouseEntropy(this.#reducer.motion.sums.bend, this.#bend),
      // px/s while the page moved.
      scroll_velocity: this.#ms && Math.min(speedMax, (1_000 * this.#px) / this.#ms),
      scroll_max_depth_pct: Math.min(100, Math.round(seen)),
      time_to_first_input_ms: first && Math.round(first.at - this.#from),
      // A delay of 0 is no browser's measurement of an input that happened.
      first_input_delay_ms: first && (Math.ceil(first.delay ?? 0) || null),
    };
  }
}
