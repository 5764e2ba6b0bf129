import type { PageWindow } from './browser.ts';
import { randomName } from './page/random-name.ts';
import { SessionToken } from './page/session-token.ts';
import type { Settings } from './page/settings.ts';
import { Visit } from './page/visit.ts';
import { probe } from './probes/probe.ts';
import { Sender } from './transport/sender.ts';

/** What a page finds at `window.botect`. */
export interface Botect {
  /**
   * The session to hand to the site's own server, which asks for its verdict; null until there is one, and for good where
   * that server renders the tag: it knows the session by its cookie.
   */
  sessionToken(): string | null;
  /** Sends what was seen so far, as before a form is submitted by script. */
  flush(): void;
}

export interface Chance {
  /** ms since 1970. */
  readonly clock: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** Begins to watch a page. */
export function start(window: PageWindow, settings: Settings, { clock, random }: Chance): Botect {
  const load = randomName(window, 12) ?? `${random()}`.slice(2);
  const token = new SessionToken(window, settings);
  const sender = new Sender({ window, settings, token, load, random });
  const visit = new Visit({ window, settings, sender, load, clock });
  // Probing may wait until the page has been drawn.
  const report = () => probe(window, settings.minimal).then((seen) => visit.add('js_probe', seen));
  window.setTimeout(() => report().catch(() => {}), 0);
  return {
    sessionToken: () => token.value,
    flush() {
      try {
        visit.flush();
      } catch {
        // A page must never notice that it is watched.
      }
    },
  };
}
