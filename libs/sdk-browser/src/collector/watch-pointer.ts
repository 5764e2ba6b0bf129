import type { PointerInput } from '../browser.ts';
import { mouseChecks } from './mouse-checks.ts';
import { offsetOf } from './press-offset.ts';
import { deviceOf, type Watched } from './watched.ts';

/** Farther off than any screen, px: pages may make events of anything. */
const farthestPx = 20_000;

/** Mouse and pen. */
export function watchPointer(watched: Watched): void {
  const { reducer, totals, window } = watched;
  const { trust } = reducer;
  const on = deviceOf(watched);
  const check = mouseChecks(watched);
  // Whether the press that holds the buttons was seen.
  let held = false;

  on<PointerInput>('pointermove', (event, t) => {
    const { pointerType, buttons } = event;
    totals().moved(pointerType);
    if (buttons) {
      if (!held) trust.unexplained_buttons += 1;
      reducer.drag(t);
    } else reducer.move(t, place(event.clientX), place(event.clientY));
    held = buttons > 0;
    const samples = event.getCoalescedEvents?.();
    if (samples) reducer.coalesced(samples.length || 1);
    if (pointerType === 'mouse') check(event, t);
  });
  on<PointerInput>('pointerdown', (event, t, delay) => {
    totals().pressed(event.pointerType, t, delay);
    held = true;
    if (event.pointerType === 'mouse') {
      trust.mouse_presses += 1;
      if (event.pressure === 0) trust.weightless_presses += 1;
    }
    reducer.press(t, offsetOf(event, window));
  });
  on('pointerup', (_, t) => {
    held = false;
    reducer.release(t);
  });
}

/** A coordinate that is one. */
const place = (px: number): number => Math.max(-farthestPx, Math.min(farthestPx, px || 0));
