import type { PageWindow } from '../browser.ts';

/** Four characters of six random bits for every three bytes; null where the browser has no source of randomness. */
export function randomName({ crypto }: PageWindow, bytes: number): string | null {
  const random = crypto?.getRandomValues?.(new Uint8Array(bytes));
  return random
    ? btoa(String.fromCharCode(...random)).replace(/[+/]/g, (character) => (character === '+' ? '-' : '_'))
    : null;
}
