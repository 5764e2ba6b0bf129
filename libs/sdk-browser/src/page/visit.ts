import type { PageWindow } from '../browser.ts';
import { dayMs, Ear } from '../collector/ear.ts';
import { watchKeys } from '../collector/watch-keys.ts';
import { watchPage } from '../collector/watch-page.ts';
import { watchPointer } from '../collector/watch-pointer.ts';
import { watchScrolling } from '../collector/watch-scrolling.ts';
import { watchTouch } from '../collector/watch-touch.ts';
import { Reducer } from '../reducer/reducer.ts';
import { saltOf } from '../reducer/sketch.ts';
import { Windows } from '../reducer/windows.ts';
import { PageTotals } from '../totals/page-totals.ts';
import type { OutgoingEvent } from '../transport/outbox.ts';
import type { Sender } from '../transport/sender.ts';
import { version } from '../version.ts';
import { layersOf } from './layers.ts';
import { pathHash, pathShape } from './page-path.ts';
import { schedule, tickMs } from './schedule.ts';
import type { Settings } from './settings.ts';
import { watchNavigation } from './watch-navigation.ts';

export interface Visiting {
  readonly window: PageWindow;
  readonly settings: Settings;
  readonly sender: Sender;
  /** Unique among page loads. */
  readonly load: string;
  /** ms since 1970. */
  readonly clock: () => number;
}

/** Watches one page load from its beginning to its end: what is cut into windows, and when it is sent. */
export class Visit {
  readonly #visiting: Visiting;
  readonly #ear: Ear;
  readonly #reducer: Reducer;
  readonly #windows: Windows;
  readonly #site: string;
  readonly #isDue = schedule();
  readonly #look: () => void;
  #totals: PageTotals;
  #page = {};
  #events = 0;
  #leftAt = -tickMs;

  constructor(visiting: Visiting) {
    const { window, settings } = visiting;
    this.#visiting = visiting;
    this.#site = settings.siteKey || window.location.host;
    const ear = new Ear(window);
    const reducer = new Reducer(layersOf(window), saltOf(this.#site));
    this.#ear = ear;
    this.#reducer = reducer;
    this.#windows = new Windows(reducer);
    this.#totals = new PageTotals(window, reducer, 0);
    this.#look = watchNavigation(window, ear, () => this.#entered());
    const watched = { window, ear, reducer, totals: () => this.#totals };
    for (const watch of [watchPointer, watchKeys, watchTouch, watchScrolling, watchPage]) watch(watched);
    ear.on('pagehide', () => this.#leave(), window);
    ear.on('visibilitychange', () => window.document.hidden && this.#leave(), window.document);
    this.#announce();
    window.setTimeout(() => this.#tick(), tickMs);
  }

  /** Queues an event, to go with the next batch. */
  add(type: OutgoingEvent['type'], payload: object): void {
    const { sender, load, clock } = this.#visiting;
    this.#events += 1;
    const received_at = new Date(clock()).toISOString();
    sender.add({ request_id: `${load}-${this.#events}`, type, received_at, payload });
  }

  /** Sends what was seen so far. */
  flush(): void {
    if (this.#isOver()) return;
    this.#cut(this.#ear.now());
    this.#snapshot();
    this.#visiting.sender.flush();
  }

  #tick(): void {
    const { window, sender } = this.#visiting;
    const t = this.#ear.now();
    if (this.#isOver()) return;
    try {
      this.#look();
      if (this.#windows.isFull(t)) this.#cut(t);
      // A page in the background, or made ready before anybody asked for it, waits.
      if (!window.document.hidden && this.#isDue(t, sender.waiting())) {
        this.#snapshot();
        sender.flush();
      }
    } catch {
      // What failed may succeed with the next tick.
    }
    window.setTimeout(() => this.#tick(), tickMs);
  }

  /** Nobody wants to hear more, or the page is older than the wire can tell. */
  #isOver(): boolean {
    const ear = this.#ear;
    ear.deaf ||= this.#visiting.sender.ended || ear.now() >= dayMs;
    return ear.deaf;
  }

  /** A window in which nothing happened goes on instead. */
  #cut(t: number): void {
    if (this.#ear.heard === 0) return;
    this.#ear.heard = 0;
    const window = this.#windows.cut(t);
    this.add('window', this.#visiting.settings.minimal ? { ...window, sketch: [] } : window);
  }

  #snapshot(): void {
    const { window } = this.#visiting;
    const t = this.#ear.now();
    this.#reducer.passed(t);
    this.add('snapshot', {
      collector_version: version,
      max_touch_points: Math.min(100, window.navigator.maxTouchPoints ?? 0),
      coarse_pointer: window.matchMedia?.('(pointer: coarse)').matches ? 1 : 0,
      ...this.#page,
      ...this.#totals.snapshot(t),
    });
  }

  #announce(): void {
    const { window, settings } = this.#visiting;
    const { pathname } = window.location;
    if (settings.minimal) return;
    this.#page = { page_path_hash: pathHash(this.#site, pathname) };
    this.add('page', { ...this.#page, page_path_shape: pathShape(pathname) });
  }

  /** Another page within the page: the totals of the one before are complete. */
  #entered(): void {
    this.#snapshot();
    this.#totals = new PageTotals(this.#visiting.window, this.#reducer, this.#ear.now());
    this.#announce();
  }

  #leave(): void {
    const t = this.#ear.now();
    // Hiding and leaving come in one breath.
    if (t - this.#leftAt < tickMs / 2 || this.#isOver()) return;
    this.#leftAt = t;
    this.#cut(t);
    this.#snapshot();
    this.#visiting.sender.leave();
  }
}
