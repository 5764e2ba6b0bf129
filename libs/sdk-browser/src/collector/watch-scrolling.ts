import type { PageElement, WheelInput } from '../browser.ts';
import { forward } from './ear.ts';
import { deviceOf, type Watched } from './watched.ts';

export function watchScrolling(watched: Watched): void {
  const { ear, reducer, totals, window } = watched;
  const time = forward();
  const tops = new WeakMap<object, number>();
  // Several parts of a page may scroll: their ways are strung together.
  let way = 0;

  ear.on('scroll', ({ target }, at) => {
    const part = target as PageElement;
    const top = target === window.document ? window.scrollY : (part.scrollTop ?? 0);
    const px = top - (tops.get(part) ?? top);
    tops.set(part, top);
    way += px;
    const t = time(at);
    reducer.scroll(t, way);
    totals().scrolled(t, Math.abs(px));
  });
  deviceOf(watched)<WheelInput>('wheel', ({ deltaX, deltaY, deltaMode }, t) => {
    reducer.wheel(t, deltaY || deltaX, deltaMode);
  });
}
