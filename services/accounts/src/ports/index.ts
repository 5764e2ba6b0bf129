import type { Clock } from '@botect/runtime';
import type { AuditStore } from './audit.ts';
import type { FindCaller, FindLogin } from './callers.ts';
import type { CredentialStore, KeyStore, SecretSource } from './keys.ts';
import type { Passwords, PeopleStores, TryLimit } from './people.ts';
import type {
  AccountRules,
  ClaimSiteName,
  FindSecret,
  FindSessionProjects,
  ListSites,
  NoteUnverified,
} from './portal.ts';
import type { ProjectStore, SettingsStore } from './projects.ts';
import type {
  CountRuleMatches,
  ReadSessions,
  RuleLists,
  RuleStore,
  SuggestionStore,
  Suspicions,
} from './rules.ts';
import type {
  ApplicableRules,
  ReadUsage,
  RecordTally,
  RequestErasures,
  SessionReader,
  TrafficReader,
} from './sessions.ts';

export type * from './audit.ts';
export type * from './callers.ts';
export type * from './demo.ts';
export type * from './keys.ts';
export type * from './people.ts';
export type * from './portal.ts';
export type * from './projects.ts';
export type * from './rules.ts';
export type * from './sessions.ts';

/** Projects whose policy changed, noted with the change itself for readers no announcement reaches. */
export type NotePolicyChanges = (projectIds: readonly number[]) => Promise<void>;

/** Drops what ended, what nobody asks for any more, and entries of the audit older than so many days. */
export type ForgetExpired = (auditDays: number) => Promise<void>;

/** Takes a session token for a verification; false when it was taken before. Of simultaneous takers one wins. */
export type RedeemSession = (projectId: number, token: string) => Promise<boolean>;

export interface FirstSecrets {
  readonly token: string;
  /** Lets its holder become the owner. */
  readonly code: string;
  readonly sessionSeed: Uint8Array<ArrayBuffer>;
}

/** Creates the first account with all it needs; answers its project's id, or null when there is an account already. */
export type CreateFirstAccount = (secrets: FirstSecrets) => Promise<number | null>;

/** Tells the data plane that a project's keys, settings or rules changed. Never rejects: the change is already made. */
export type AnnounceChange = (projectId: number) => Promise<void>;

/** How often somebody has come, and may come still. Never rejects. */
export interface RateLimit {
  take(key: string): Promise<{
    readonly allowed: boolean;
    readonly limit: number;
    readonly remaining: number;
    /** Milliseconds since 1970. */
    readonly resetAtMs: number;
    /** From now until then, 1 at least. */
    readonly retryAfterSeconds: number;
  }>;
}

/** A file of the reference page; null when it has none of that name. */
export type ReferenceAsset = (name: string) => Promise<Buffer | null>;

/** Everything kept in the database; the same on a connection of its own and inside a transaction. */
export interface Stores {
  readonly projects: ProjectStore;
  readonly settings: SettingsStore;
  readonly keys: KeyStore;
  readonly credentials: CredentialStore;
  readonly audit: AuditStore;
  readonly people: PeopleStores;
  readonly rules: RuleStore;
  readonly ruleLists: RuleLists;
  readonly countRuleMatches: CountRuleMatches;
  readonly suggestions: SuggestionStore;
  readonly suspicions: Suspicions;
  readonly notePolicyChanges: NotePolicyChanges;
  readonly redeem: RedeemSession;
  readonly forgetExpired: ForgetExpired;
  readonly accountRules: AccountRules;
  readonly sites: ListSites;
  readonly claimSiteName: ClaimSiteName;
}

/** All of them; a handler picks what it needs. */
export interface Ports {
  readonly stores: Stores;
  /** Runs work on stores of one transaction: all of it is kept when it resolves, nothing when it rejects. */
  readonly transact: <Outcome>(work: (stores: Stores) => Promise<Outcome>) => Promise<Outcome>;
  readonly findCaller: FindCaller;
  readonly findLogin: FindLogin;
  readonly createFirstAccount: CreateFirstAccount;
  readonly announce: AnnounceChange;
  readonly readSessions: ReadSessions;
  readonly secrets: SecretSource;
  readonly passwords: Passwords;
  readonly referenceAsset: ReferenceAsset;
  readonly sessions: SessionReader;
  readonly applicableRules: ApplicableRules;
  readonly traffic: TrafficReader;
  readonly readUsage: ReadUsage;
  readonly requestErasures: RequestErasures;
  readonly recordTally: RecordTally;
  readonly findSecret: FindSecret;
  readonly findSessionProjects: FindSessionProjects;
  readonly noteUnverified: NoteUnverified;
  readonly now: Clock;
  /** Calls a minute of an address and of a key, and of a key in one second. */
  readonly limits: {
    readonly address: RateLimit;
    readonly key: RateLimit;
    readonly burst: RateLimit;
  };
  /** Logins that failed: of one person at one address, and of one address. */
  readonly tries: { readonly person: TryLimit; readonly address: TryLimit };
}
