import type { BotSettings } from '@botect/contracts';
import type { Closable } from '@botect/runtime';

/** Where a key may be used: a site key only adds signals, a private key also reads verdicts. */
export type KeyKind = 'site' | 'private';

/** What a project and its account decided, as the data plane needs it. */
export interface ProjectPolicy {
  readonly projectId: number;
  readonly accountId: number;
  readonly accountActive: boolean;
  readonly projectActive: boolean;
  readonly scoringEnabled: boolean;
  /** Events a calendar month (UTC); null is without limit. */
  readonly monthlyEventQuota: number | null;
  /** Secret from which the project's session tokens are derived. */
  readonly sessionSeed: Buffer;
  readonly settings: BotSettings;
  /** Scores below it are likely bots; 1 to 99. */
  readonly likelyBotThreshold: number;
}

export interface KeyMeaning {
  readonly kind: KeyKind;
  readonly policy: ProjectPolicy;
}

/** Looks a live key up by the SHA-256 of it; null when there is none. Rejects when the answer is not known. */
export type PolicySource = (keyHash: Buffer) => Promise<KeyMeaning | null>;

/** Both answer null when no live key of that kind is `key`, and reject with SERVICE_UNAVAILABLE when that is not known. */
export interface PolicyReader extends Closable {
  find(kind: KeyKind, key: string): Promise<ProjectPolicy | null>;
  /** The same for hot paths: what is remembered comes without a promise. */
  lookup(kind: KeyKind, key: string): ProjectPolicy | null | Promise<ProjectPolicy | null>;
}
