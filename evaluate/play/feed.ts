import type { Layers, Reducer } from '@botect/browser';
import type { RecordedEvent, Recording, TouchEvent } from '../recordings/recording.ts';

/**
 * What a recording can say, in the reducer's terms. There is no flag for wheels and touches: they speak by being there, and a
 * recording without any says nothing of them. How input was dispatched is seen in live pages only.
 */
export function layersOf({ capabilities, events }: Recording): Layers {
  const has = (kind: string) => events.some((event) => event[1] === kind);
  return {
    pointer: capabilities.pointer,
    presses: capabilities.presses,
    keys: capabilities.keys,
    scroll: capabilities.scroll,
    wheel: has('w'),
    touch: has('t'),
    coalesced: capabilities.coalesced,
    dispatch: false,
  };
}

type Kind = RecordedEvent[1];
type Feeds = { readonly [K in Kind]: (reducer: Reducer, event: RecordedEvent & { readonly 1: K }) => void };

const feeds: Feeds = {
  m: (to, [t, , x, y]) => to.move(t, x, y),
  d: (to, [t]) => to.drag(t),
  p: (to, [t]) => to.press(t),
  r: (to, [t]) => to.release(t),
  c: (to, [, , samples]) => to.coalesced(samples),
  k: (to, [t, , slot]) => to.keyDown(t, slot),
  u: (to, [t, , slot]) => to.keyUp(t, slot),
  s: (to, [t, , top]) => to.scroll(t, top),
  w: (to, [t, , delta, mode]) => to.wheel(t, delta, mode),
  t: (to, touch) => to.touchStart(contact(touch)),
  v: (to, touch) => to.touchMove(contact(touch)),
  e: (to, [t]) => to.touchEnd(t),
  h: (to, [t, , hidden]) => to.visibility(t, hidden === 1),
};

/** Hands one recorded event to the reducer, as the page's listeners do with a live one. */
export function feed(reducer: Reducer, event: RecordedEvent): void {
  (feeds[event[1]] as (reducer: Reducer, event: RecordedEvent) => void)(reducer, event);
}

function contact([t, , x, y, radius, force]: TouchEvent) {
  return { t, x, y, ...(radius == null ? {} : { radius }), ...(force == null ? {} : { force }) };
}
