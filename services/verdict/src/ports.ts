import type { ScoredSession } from '@botect/contracts';
import type { ProjectPolicy } from '@botect/policy';

/** What a private key stands for; null when it is no live key. */
export type FindProject = (privateKey: string) => ProjectPolicy | null | Promise<ProjectPolicy | null>;

/** A session's score; null when there is none. Rejects when the store cannot tell. */
export type FindSession = (projectId: number, token: string) => Promise<ScoredSession | null>;
