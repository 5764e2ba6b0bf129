import type { Project, ScoringSettings, SettingsUpdate } from '@botect/contracts';

export interface NewProject {
  readonly name: string;
  readonly domains: readonly string[];
  readonly sessionSeed: Uint8Array<ArrayBuffer>;
}

/** What is named changes. */
export interface ProjectChange {
  readonly name?: string | undefined;
  readonly domains?: readonly string[] | undefined;
  readonly isActive?: boolean | undefined;
}

export interface ProjectStore {
  /** All projects of an account by ascending id. */
  list(accountId: number): Promise<readonly Project[]>;
  /** Creates a project with default settings, scoring not enabled. */
  create(accountId: number, project: NewProject): Promise<Project>;
  /** Null when the account has no such project. */
  find(accountId: number, projectId: number): Promise<Project | null>;
  /** The account's project whose site key this is, be it in its days of grace; null when it is no live one. */
  bySiteKey(accountId: number, siteKey: string): Promise<Project | null>;
  /** Inside a transaction. Null, and nothing changed, when the account would be left without an active project. */
  change(
    accountId: number,
    projectId: number,
    change: ProjectChange,
  ): Promise<{ readonly before: Project; readonly after: Project } | null>;
}

export interface SettingsStore {
  read(projectId: number): Promise<ScoringSettings>;
  /** Changes the settings named and no other, in one step; answers the state after it. */
  change(projectId: number, update: SettingsUpdate): Promise<ScoringSettings>;
}
