import type { TouchInput } from '../browser.ts';
import type { Contact } from '../reducer/touches.ts';
import { forward } from './ear.ts';
import type { Watched } from './watched.ts';

/** One finger at a time. */
export function watchTouch({ ear, reducer, totals }: Watched): void {
  const time = forward();
  const watch = (type: string, tell: (contact: Contact) => void) =>
    ear.on<TouchInput>(type, ({ touches, changedTouches: [touch] }, at) => {
      if (touches.length > 1 || !touch) return;
      const { clientX: x, clientY: y, radiusX: radius = 0, force = 0 } = touch;
      tell({ t: time(at), x, y, radius, force });
    });
  watch('touchstart', (contact) => {
    totals().pressed('touch', contact.t, ear.delaySince(contact.t));
    reducer.touchStart(contact);
  });
  watch('touchmove', (contact) => reducer.touchMove(contact));
  watch('touchend', ({ t }) => reducer.touchEnd(t));
  watch('touchcancel', ({ t }) => reducer.touchEnd(t));
}
