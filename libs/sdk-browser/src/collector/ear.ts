import type { EventSource, PageEvent, PageWindow } from '../browser.ts';

/** Longest time a page is watched, ms: the wire knows no later times. */
export const dayMs = 86_400_000;
/** No hand makes as many events in one window; a script that does must not outgrow the wire. */
export const heardMax = 50_000;

/** Listens without ever being noticed: passive, ahead of the page's own handlers, and no failure gets out. */
export class Ear {
  /** Events of the window itself since somebody set it to 0. */
  heard = 0;
  /** Nothing is heard any more. */
  deaf = false;
  readonly #window: PageWindow;
  /** Asking the window for it costs more than asking it for the time. */
  readonly #clock: PageWindow['performance'];
  #fine = false;
  #heardAt = 0;

  constructor(window: PageWindow) {
    this.#window = window;
    this.#clock = window.performance;
  }

  /** ms since the page began. */
  now(): number {
    return this.#clock.now();
  }

  on<Event extends PageEvent>(
    type: string,
    hear: (event: Event, t: number) => void,
    source?: EventSource,
  ): void {
    const listener = (event: Event) => {
      try {
        const now = this.now();
        this.#heardAt = now;
        const { timeStamp } = event;
        // Some browsers count from 1970, and pages may forge events.
        const t = timeStamp > 0 && timeStamp < now ? timeStamp : now;
        if (this.deaf || t >= dayMs || this.heard >= heardMax) return;
        if (!source) this.heard += 1;
        hear(event, t);
      } catch {
        // A page must never notice that it is watched.
      }
    };
    (source ?? this.#window).addEventListener(type, listener, { capture: true, passive: true });
  }

  /**
   * From the event that is being heard to its handler, ms; null while every reading was a multiple of 1/60 s: privacy
   * browsers round to that or to 100 ms, and rounded times look like a driver's.
   */
  delaySince(t: number): number | null {
    const frames = this.#heardAt * 0.06;
    this.#fine ||= Math.abs(frames - Math.round(frames)) > 0.02;
    return this.#fine ? Math.max(0, this.#heardAt - t) : null;
  }
}

/** Times of one device never go back, though the browser may hand them out of order. */
export function forward(): (t: number) => number {
  let last = 0;
  return (t) => {
    last = Math.max(last, t);
    return last;
  };
}
