import type { PageWindow } from '../browser.ts';
import { randomName } from './random-name.ts';
import type { Settings } from './settings.ts';

const storageKey = 'botect_session';

/** The session this visit belongs to. Minted here, of 144 random bits; the server may answer with another. */
export class SessionToken {
  /** Null until the server minted one, where this browser cannot. */
  value: string | null = null;
  #store: PageWindow['localStorage'];

  /**
   * Kept across pages, in localStorage, where the browser lets it and the mode is not minimal. Where the site's server rendered
   * the page for a session of its own, which it keeps to itself, there is none here.
   */
  constructor(window: PageWindow, { minimal, endpoint }: Settings) {
    if (/[?&]page_token=/.test(endpoint)) return;
    try {
      if (!minimal) this.#store = window.localStorage;
      // Whatever was put there: the server answers a token it will not use with another.
      this.value = this.#store?.getItem(storageKey) || null;
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
      this.#store?.setItem(storageKey, said);
    } catch {
      // A full or forbidden store: the session ends with the page.
    }
  }
}
