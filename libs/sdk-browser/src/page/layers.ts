import type { PageWindow } from '../browser.ts';
import type { Layers } from '../reducer/layers.ts';

/** What this browser can show. Coalesced samples, for one, exist on secure pages alone. */
export function layersOf({ PointerEvent, navigator }: PageWindow): Layers {
  const pointer = PointerEvent !== undefined;
  return {
    pointer,
    presses: pointer,
    keys: true,
    scroll: true,
    wheel: true,
    touch: (navigator.maxTouchPoints ?? 0) > 0,
    coalesced: pointer && 'getCoalescedEvents' in PointerEvent.prototype,
    dispatch: true,
  };
}
