import type { Account, Member, MemberInvite, Role, User } from '@botect/contracts';

/** A person in an account, and whether they are in another one too: then they are not this account's to rename. */
export interface Person {
  readonly member: Member;
  readonly elsewhere: boolean;
}

/** Who belongs to an account. Writers of one account take turns. */
export interface MemberStore {
  /** By ascending id. */
  list(accountId: number): Promise<readonly Person[]>;
  /** Joins the person of that address, who is made when there is none; null when already in the account. */
  add(accountId: number, invite: MemberInvite): Promise<Person | null>;
  /** Does nothing for somebody who was removed meanwhile. */
  setRole(member: MemberId, role: Role): Promise<void>;
  /** With logins, account tokens and codes. False, and nothing done, when nobody would be left. */
  remove(member: MemberId, removedBy: number | null): Promise<boolean>;
}

export interface MemberId {
  readonly accountId: number;
  readonly userId: number;
}

/** A person by themselves. */
export interface KnownUser {
  readonly user: User;
  /** Null while the person cannot log in. */
  readonly passwordHash: string | null;
  /** Those the person has accepted, by ascending id. */
  readonly accounts: readonly Account[];
}

export interface UserChange {
  readonly name?: string | undefined;
  readonly email?: string;
  readonly passwordHash?: string;
  /** What the decision to change it was made on. */
  readonly passwordHashBefore?: string | null;
}

export interface UserStore {
  find(email: string): Promise<KnownUser | null>;
  /** False, and nothing changed, when the password is another one by now. Throws USER_EXISTS when somebody has the address. */
  change(userId: number, change: UserChange): Promise<boolean>;
}

/** A code that is neither used nor over. */
export interface OpenInvitation extends MemberId {
  readonly email: string;
  /** Made by whoever runs the server, not by an admin of the account. */
  readonly byOperator: boolean;
}

export interface InvitationStore {
  /** All codes the person had for the account and did not use are dead then. Answers when it ends; null is never. */
  create(member: MemberId, code: string, days: number | null): Promise<string | null>;
  find(code: string): Promise<OpenInvitation | null>;
  /** Uses the code up; false when it is dead. Of simultaneous uses one succeeds. */
  use(code: string): Promise<boolean>;
}

export interface NewLogin extends MemberId {
  readonly cookie: string;
  readonly seconds: number;
  readonly address: string;
  readonly userAgent: string | null;
}

export interface LoginStore {
  open(login: NewLogin): Promise<void>;
  close(cookie: string): Promise<void>;
  /** Closes all logins of a person, in every account, but for the one named. */
  closeOthers(userId: number, cookie: string | null): Promise<void>;
}

/** What whoever runs the server sees of an account. */
export interface AccountOverview {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly suspended: boolean;
  /** Events a month; null is without limit. */
  readonly quota: number | null;
  readonly eventsThisMonth: number;
}

export interface AccountLimits {
  readonly suspended?: boolean;
  readonly quota?: number | null;
}

export interface AccountStore {
  rename(accountId: number, name: string): Promise<void>;
  /** By ascending id. */
  overview(): Promise<readonly AccountOverview[]>;
  limit(accountId: number, limits: AccountLimits): Promise<void>;
  /** The user's id; null when the account has none. */
  owner(accountId: number): Promise<number | null>;
}

/** Makes an account nobody belongs to yet; answers its id. */
export type OpenAccount = (name: string) => Promise<number>;

/** People, and how they get in. */
export interface PeopleStores {
  readonly members: MemberStore;
  readonly users: UserStore;
  readonly invitations: InvitationStore;
  readonly logins: LoginStore;
  readonly accounts: AccountStore;
  readonly openAccount: OpenAccount;
}

/** Passwords are hashed slowly on purpose: never inside a transaction. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** False for null, after the same time. */
  matches(password: string, passwordHash: string | null): Promise<boolean>;
}

/** What somebody who fails may still try. */
export interface TriesLeft {
  readonly allowed: boolean;
  readonly remaining: number;
  /** Until all tries are there again, 1 at least. */
  readonly retryAfterSeconds: number;
}

/** How often somebody has tried. Never rejects. */
export interface TryLimit {
  /** Counts a try and tells whether it may be made. */
  take(key: string): Promise<TriesLeft>;
  /** Tells whether the next one may be made. */
  peek(key: string): Promise<TriesLeft>;
  reset(key: string): Promise<void>;
}
