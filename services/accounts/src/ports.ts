import type { Account, KeyRotated, Project, ScoringSettings, SettingsUpdate, User } from '@botect/contracts';

export type KeyKind = KeyRotated['type'];

/** Both keys of a project, in clear. */
export type Keys = Readonly<Record<KeyKind, string>>;

/** Whom an account token speaks for. */
export interface Caller {
  readonly user: User;
  /** Null when the account is gone, or no longer the user's. */
  readonly account: Account | null;
  readonly suspended: boolean;
}

/** The caller behind a token; null when it is unknown, revoked or expired. */
export type FindCaller = (token: string) => Promise<Caller | null>;

export interface NewProject {
  readonly name: string;
  readonly domains: readonly string[];
  readonly sessionSeed: Uint8Array<ArrayBuffer>;
}

export interface ProjectStore {
  /** All projects of an account by ascending id. */
  list(accountId: number): Promise<readonly Project[]>;
  /** Creates a project with default settings, scoring not enabled. */
  create(accountId: number, project: NewProject): Promise<Project>;
  owns(accountId: number, projectId: number): Promise<boolean>;
}

export interface SettingsStore {
  read(projectId: number): Promise<ScoringSettings>;
  /** Changes the settings named and no other, in one step; answers the state after it. */
  change(projectId: number, update: SettingsUpdate): Promise<ScoringSettings>;
}

/** What became of enabling: the live site key, and whether the keys offered were taken. */
export interface Enabled {
  readonly siteKey: string;
  readonly minted: boolean;
}

/** The keys of a project: one live key of each kind once scoring is enabled, whatever happens at the same time. */
export interface KeyStore {
  /** Enables scoring with these keys; does nothing when it is enabled already. */
  enable(projectId: number, keys: Keys): Promise<Enabled>;
  /** Replaces the live key; the old one is dead when this resolves. False when scoring is not enabled. */
  rotate(projectId: number, kind: KeyKind, key: string): Promise<boolean>;
}

export interface FirstSecrets {
  readonly token: string;
  readonly sessionSeed: Uint8Array<ArrayBuffer>;
}

/** Creates the first account with all it needs; answers its project's id, or null when there is an account already. */
export type CreateFirstAccount = (secrets: FirstSecrets) => Promise<number | null>;

/** Tells the data plane that a project's keys or settings changed. Never rejects: the change is already made. */
export type AnnounceChange = (projectId: number) => Promise<void>;

/** Where secrets come from. */
export interface SecretSource {
  siteKey(): string;
  privateKey(): string;
  accountToken(): string;
  /** 32 bytes. */
  sessionSeed(): Uint8Array<ArrayBuffer>;
}

/** All of them; a handler picks what it needs. */
export interface Ports {
  readonly findCaller: FindCaller;
  readonly projects: ProjectStore;
  readonly settings: SettingsStore;
  readonly keys: KeyStore;
  readonly createFirstAccount: CreateFirstAccount;
  readonly announce: AnnounceChange;
  readonly secrets: SecretSource;
}
