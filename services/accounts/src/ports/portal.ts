import type { Rule } from '@botect/contracts';
import type { SiteFacts } from '../core/portal-site.ts';
import type { RuleScope } from '../core/rule.ts';

/** The rules of an account, whichever of its projects they are for. */
export interface AccountRules {
  /** All of them, in the order of evaluation. */
  list(accountId: number): Promise<readonly Rule[]>;
  /** Those of one scope; inside a transaction nobody else writes rules of it until that ends. */
  hold(scope: RuleScope): Promise<readonly Rule[]>;
}

/** The projects of an account that have scoring, switched off or not, by ascending id. */
export type ListSites = (accountId: number) => Promise<readonly SiteFacts[]>;

/** A name for a site, be it a new one. */
export interface SiteNaming {
  readonly name: string;
  /** The project that is to have it, when there is one. */
  readonly except?: number;
}

/** Whether no other project of the account has the name. In a transaction nobody else names a site until it ends. */
export type ClaimSiteName = (accountId: number, naming: SiteNaming) => Promise<boolean>;

/** The project a private key is for. */
export interface SecretMeaning {
  readonly accountId: number;
  readonly projectId: number;
  readonly suspended: boolean;
  readonly active: boolean;
}

/** Null when it is no live private key. */
export type FindSecret = (privateKey: string) => Promise<SecretMeaning | null>;

/** The active projects of an account that know a session of this token, the one where it scored lowest first. */
export type FindSessionProjects = (accountId: number, token: string) => Promise<readonly number[]>;

/** Told why a visitor passed whom nobody could verify. */
export type NoteUnverified = (error: unknown) => void;
