/** What a user agent says of its sender, read once and kept, so that a session is scored again to the same answer. */
export interface DeclaredAgent {
  /** The lists of crawlers and tools it is in: those of people who meet them, or those and the owner's own. */
  readonly automation: 'listed' | 'named' | null;
  /** One of the browsers most people use, in their own window; null for everything else, apps' web views included. */
  readonly browser: 'chrome' | 'edge' | 'firefox' | 'opera' | 'safari' | 'samsung' | null;
  readonly engine: 'blink' | 'gecko' | 'webkit' | null;
  /** Of Chromium where the engine is Blink, else of the browser; null when it names none. */
  readonly major: number | null;
  readonly system: 'android' | 'chromeos' | 'ios' | 'linux' | 'macos' | 'windows' | null;
  /** A telephone, by its own word. */
  readonly phone: boolean;
}

/** What a browser is called where a person reads of it. */
export function browserName({ browser, major }: DeclaredAgent): string {
  return major === null ? `${browser}` : `${browser} ${major}`;
}
