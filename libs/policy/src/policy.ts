import type { BotSettings } from '@botect/contracts';
import type { DecisionRule } from '@botect/rules';
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
  /** Its own and those of its whole account, in the order in which they are tried, shadow ones among them. */
  readonly rules: readonly DecisionRule[];
  /** The fields these rules read, so that nobody looks for what none of them asks about. */
  readonly ruleFields: ReadonlySet<string>;
}

export interface KeyMeaning {
  readonly kind: KeyKind;
  readonly keyId: string;
  /** From then on it is no key, whatever is remembered of it; null is without end. */
  readonly expiresAtMs: number | null;
  readonly policy: ProjectPolicy;
}

/** Looks a live key up by the SHA-256 of it; null when there is none. Rejects when the answer is not known. */
export type PolicySource = (keyHash: Buffer) => Promise<KeyMeaning | null>;

/** Told the id of a live key whenever it is looked up. */
export type KeyUsed = (keyId: string) => void;

/** Both answer null when no live key of that kind is `key`, and reject with SERVICE_UNAVAILABLE when that is not known. */
export interface PolicyReader extends Closable {
  find(kind: KeyKind, key: string, used?: KeyUsed): Promise<ProjectPolicy | null>;
  /** The same for hot paths: what is remembered comes without a promise. */
  lookup(kind: KeyKind, key: string, used?: KeyUsed): ProjectPolicy | null | Promise<ProjectPolicy | null>;
}
