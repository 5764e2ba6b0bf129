import type { PageEvent, PageWindow } from '../browser.ts';
import type { Reducer } from '../reducer/reducer.ts';
import type { PageTotals } from '../totals/page-totals.ts';
import { type Ear, forward } from './ear.ts';

/** What the listeners work with. */
export interface Watched {
  readonly window: PageWindow;
  readonly ear: Ear;
  readonly reducer: Reducer;
  /** Of the page within the page that is shown now. */
  readonly totals: () => PageTotals;
}

/** Listens to one device, and notes how each of its events reached its handler. */
export function deviceOf({ ear, reducer }: Watched) {
  const time = forward();
  return <Event extends PageEvent & { readonly pointerType?: string }>(
    type: string,
    /** `delay` from the event to its handler, ms; null when this clock cannot tell. */
    hear: (event: Event, t: number, delay: number | null) => void,
  ): void =>
    ear.on<Event>(type, (event, at) => {
      // Fingers are watched as touches, which go on while the page scrolls under them.
      if (event.pointerType === 'touch') return;
      const delay = ear.delaySince(at);
      reducer.dispatched(delay, event.isTrusted);
      hear(event, time(at), delay);
    });
}
