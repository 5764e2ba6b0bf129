import type { KeyRotated, ScoringKey } from '@botect/contracts';
import type {
  Credential,
  CredentialChange,
  CredentialKind,
  CredentialOwner,
  NewCredential,
} from '../core/credential.ts';

export type KeyKind = KeyRotated['type'];

/** Both keys of a project, in clear. */
export type Keys = Readonly<Record<KeyKind, string>>;

/** What became of enabling: the live site key, and whether the keys offered were taken. */
export interface Enabled {
  readonly siteKey: string;
  readonly minted: boolean;
}

export interface Rotation {
  readonly kind: KeyKind;
  readonly key: string;
  /** Seconds for which the old key lives on beside the new one; 0 ends it at once. */
  readonly graceSeconds: number;
}

/** The keys of a project's data plane: one of each kind without end once scoring is enabled, whatever happens at the same time. */
export interface KeyStore {
  /** Enables scoring with these keys; does nothing when it is enabled already. */
  enable(projectId: number, keys: Keys): Promise<Enabled>;
  /** Replaces the live key; older ones still in grace are dead then. False when scoring is not enabled. */
  rotate(projectId: number, rotation: Rotation): Promise<boolean>;
  /** Those that work and, of each kind, the last few that ended; the newest first. */
  list(projectId: number): Promise<readonly ScoringKey[]>;
}

export interface CredentialStore {
  /** The oldest first. */
  list(owner: CredentialOwner, which: 'unrevoked' | 'all'): Promise<readonly Credential[]>;
  find(owner: CredentialOwner, id: string): Promise<Credential | null>;
  create(owner: CredentialOwner, credential: NewCredential): Promise<Credential>;
  /** Null, and nothing changed, when it would live longer than before. */
  change(id: string, change: CredentialChange): Promise<Credential | null>;
  /** For good; of several revocations the first one stands. */
  revoke(id: string, revokedBy: number | null): Promise<Credential>;
}

/** Where secrets come from. */
export interface SecretSource {
  key(kind: KeyKind | CredentialKind): string;
  /** The cookie of a login. */
  login(): string;
  invitationCode(): string;
  /** 32 bytes. */
  sessionSeed(): Uint8Array<ArrayBuffer>;
}
