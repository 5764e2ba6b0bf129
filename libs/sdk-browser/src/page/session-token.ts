import type { PageWindow } from '../browser.ts';
import { randomName } from './random-name.ts';

const storageKey = 'botect_session';

/** The session this visit belongs to. Minted here, of 144 random bits; the server may answer with another. */
export class SessionToken {
  /** Null until the server minted one, where this browser cannot. */
  value: string | null = null;
  readonly #window: PageWindow;
  readonly #kept: boolean;

  /** `kept`: across pages, in localStorage, where the browser lets it. */
  constructor(window: PageWindow, kept: boolean) {
    this.#window = window;
    this.#kept = kept;
    try {
      // Whatever was put there: the server answers a token it will not use with another.
      if (kept) this.value = window.localStorage?.getItem(storageKey) || null;
    } catch {
      // Forbidden: as if it were empty.
    }
    const name = this.value ? null : randomName(window, 18);
    if (name) this.answered(`bt_${name}`);
  }

  /** Takes over what the server calls the session. */
  answered(said: unknown): void {
    if (typeof said !== 'string' || said === this.value) return;
    this.value = said;
    try {
      if (this.#kept) this.#window.localStorage?.setItem(storageKey, said);
    } catch {
      // A full or forbidden store: the session ends with the page.
    }
  }
}
