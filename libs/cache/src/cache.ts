import type { Closable } from '@botect/runtime';

/** One value with the revision of what it describes. Revisions grow; 0 ≤ revision < 2³². */
export interface VersionedEntry {
  readonly key: Buffer;
  readonly revision: number;
  readonly value: Buffer;
}

/** Values where an older revision never replaces a newer one, each expiring `ttlMs` after its last write. */
export interface VersionedValues {
  /** The newest value under the key, or null when absent or expired. */
  get(key: Buffer): Promise<Buffer | null>;
  /** Writes all entries in one round trip; an entry older than what is stored is skipped. */
  putNewest(entries: readonly VersionedEntry[]): Promise<void>;
}

/**
 * Remembers which members of a group were seen before, for at least `windowMs` and at most twice that.
 * Members are unsigned 32-bit hashes: a new one is taken for seen with odds of 1 in 4·10⁹ for each it is compared with. Those
 * are its own group's and, in Redis, those of other groups on its pages (ADR 25): 1,000 at 2·10⁷ members in a window, 4,000
 * at 3·10¹⁰, which makes one in a million.
 */
export interface SeenMembers {
  /** Adds the members and answers how many of them were new. */
  add(group: string, members: readonly number[]): Promise<number>;
  /** Forgets the members: added again, they are new. */
  remove(group: string, members: readonly number[]): Promise<void>;
}

/** Looks at a slot and, unless `holder` is null, wants it. */
export interface Claim {
  readonly key: Buffer;
  /** What the slot is wanted for: unsigned 16 bits. */
  readonly tag: number;
  /** Who wants it: an unsigned 32-bit hash. */
  readonly holder: number | null;
}

/**
 * Who came first, in as many slots as there are keys. A slot belongs to its holder for `ttlMs` from the first claim, or
 * until it is claimed for another tag: what is kept is bounded by the keys, and the newest stays.
 */
export interface FirstHolders {
  /**
   * Makes the claims in their order, in one round trip. Answers for each who held its slot for its tag before, or null.
   * Repeated, a claim finds its own holder and changes nothing.
   */
  claim(claims: readonly Claim[]): Promise<readonly (number | null)[]>;
}

/** Messages to every process listening now. Nobody listening means nobody hears: never the only way to learn a fact. */
export interface Channel {
  publish(message: string): Promise<void>;
  /** `onGap` runs whenever messages may have been missed: after every (re)connection. */
  subscribe(onMessage: (message: string) => void, onGap: () => void): Promise<Closable>;
}

export interface RateLimitOptions {
  /** The keyspace; limits of one prefix share their counts. */
  readonly prefix: string;
  /** How often a key may come within the window. */
  readonly points: number;
  /** Begins when a key first comes; whole seconds, at most 24 days. */
  readonly windowMs: number;
}

/** What a key may still do. */
export interface Allowance {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** When all of it is there again, in milliseconds since 1970. */
  readonly resetAtMs: number;
}

/** Counts keys within windows. Never rejects: while the cache is away each process counts by itself. */
export interface RateLimit {
  /** Counts the key, and tells whether it may go on. */
  take(key: string): Promise<Allowance>;
  /** Tells whether the next `take` would be allowed, without counting. For counting failures alone: peek, try, take. */
  peek(key: string): Promise<Allowance>;
  /** Forgets what was counted. */
  reset(key: string): Promise<void>;
}

/** A connection to the cache. Every keyspace has one writing service. Errors mean "unknown", never "absent". */
export interface Cache extends Closable {
  versionedValues(options: { readonly prefix: string; readonly ttlMs: number }): VersionedValues;
  seenMembers(options: {
    readonly prefix: string;
    readonly windowMs: number;
    readonly now: () => number;
  }): SeenMembers;
  firstHolders(options: { readonly prefix: string; readonly ttlMs: number }): FirstHolders;
  channel(name: string): Channel;
  rateLimit(options: RateLimitOptions): RateLimit;
  /** Resolves when the cache answers; rejects otherwise. For readiness. */
  ping(): Promise<void>;
}
