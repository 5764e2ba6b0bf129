import type { ReportedAddress, WebBotAuth } from '@botect/contracts';

/** What a site's own server told of its visitor. */
export interface SiteReport {
  /** When it was so, milliseconds since 1970; never after it was accepted. */
  readonly atMs: number;
  /** 32 hex digits, new for each rendered page; null for what belongs to no page. */
  readonly pageId: string | null;
  /** Null where no page was rendered. */
  readonly hit: PageHit | null;
  /** Null where the server did not tell. */
  readonly loggedIn: boolean | null;
  /** Public, or null. */
  readonly address: ReportedAddress | null;
}

/** What the request for a page looked like. Its user agent is never told. */
export interface PageHit {
  /** 53-bit hash by which a page counts once. */
  readonly idHash: number;
  /** Lower case, in the order received. */
  readonly headerNames: readonly string[];
  readonly languages: readonly string[];
  readonly hadSessionCookie: boolean;
  /** Absent where the request was not signed. To be verified; what is kept is what it proved. */
  readonly signed?: WebBotAuth;
}

/** The newest word on whether the visitor is logged in. */
export interface Login {
  readonly value: boolean;
  readonly atMs: number;
}

export interface TrustedAddress {
  readonly ip: string;
  readonly atMs: number;
}

/** A session's pages as its site's server rendered them: so many, and what the newest request looked like. */
export interface Hits {
  readonly count: number;
  /** Orders them: time, page, and time of acceptance, since one page may be told of twice. */
  readonly newestOrder: string;
  readonly headerNames: readonly string[];
  readonly languages: readonly string[];
  readonly hadSessionCookie: boolean;
  /** For whoever looks into the session; evidence is `SessionState.address` alone. */
  readonly address: ReportedAddress | null;
}

/** What reports leave in a session. Absent from sessions stored before there were any. */
export interface Reported {
  readonly loggedIn?: Login | null;
  readonly hits?: Hits | null;
  /** The newest one told that was not guessed. */
  readonly address?: TrustedAddress | null;
}
