import type { Keys } from './keys.ts';

/** The site the demo page is a page of. */
export interface DemoSite {
  readonly projectId: number;
  readonly siteKey: string;
}

/** What a demo site is made with. */
export interface DemoSecrets {
  readonly keys: Keys;
  readonly sessionSeed: Uint8Array<ArrayBuffer>;
  /** Names the making in the audit. */
  readonly requestId: string;
}

/** The demo's site; makes it, scoring enabled, where there is none. Of simultaneous callers one makes it. */
export type OpenDemoSite = (secrets: DemoSecrets) => Promise<DemoSite>;
