import type { ScoredSession } from '@botect/contracts';
import type { ProjectPolicy } from '@botect/policy';

/** What a private key stands for; null when it is no live key. */
export type FindProject = (privateKey: string) => ProjectPolicy | null | Promise<ProjectPolicy | null>;

/** A session's score; null when there is none. Rejects when the store cannot tell. */
export type FindSession = (projectId: number, token: string) => Promise<ScoredSession | null>;

/** How a session's visitor appeared last; null is what was not seen. */
export interface Appearance {
  readonly ip: string | null;
  readonly country: string | null;
  readonly ua: string | null;
}

/** The appearance in the session's newest batch; null when there is no such session. Rejects when the store cannot tell. */
export type FindAppearance = (projectId: number, token: string) => Promise<Appearance | null>;
