import type { FieldInput, KeyInput, PageElement } from '../browser.ts';
import { deviceOf, type Watched } from './watched.ts';

/** keyCode of a key that an input method or on-screen keyboard answers for. */
const composedKey = 229;
/** ms after a key, or a paste, within which a field changes because of it. */
const causeMs = 100;
/** Fields that change without anything being written into them. */
const chosen = /^(select|check|radio|range|color|date|file)/;

/** The rhythm of keys: which key it is serves to pair a press with its release and is forgotten with it. */
export function watchKeys(watched: Watched): void {
  const { ear, reducer, totals, window } = watched;
  const { sums } = reducer.keys;
  const on = deviceOf(watched);
  const down = new Map<string, number>();
  let causeAt = -causeMs;
  let slot = 0;

  on<KeyInput>('keydown', (event, t, delay) => {
    causeAt = t;
    if (event.repeat) return;
    totals().keyed(t, delay);
    if (event.key === 'Backspace') sums.backspaces += 1;
    if (event.isComposing || event.keyCode === composedKey || !event.code) sums.composed += 1;
    else {
      slot += 1;
      down.set(event.code, slot);
      reducer.keyDown(t, slot);
    }
  });
  on<KeyInput>('keyup', ({ code }, t) => {
    reducer.keyUp(t, down.get(code) ?? 0);
    down.delete(code);
  });
  // Releases outside the window are never seen.
  ear.on('blur', ({ target }) => {
    if (target === window) down.clear();
  });
  ear.on('paste', (_, at) => {
    sums.pastes += 1;
    causeAt = at;
  });
  ear.on<FieldInput>('input', ({ inputType, isComposing, target }, at) => {
    const field = `${(target as PageElement).type}`;
    if (at - causeAt < causeMs || isComposing || chosen.test(field)) return;
    if (!inputType || inputType === 'insertText') sums.autofills += 1;
  });
}
