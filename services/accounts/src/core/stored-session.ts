import type { ScoredSession } from '@botect/contracts';

/** A scored session as it is kept, with what its last request said of itself. */
export interface StoredSession extends ScoredSession {
  readonly token: string;
  readonly ip: string | null;
  readonly ua: string | null;
  readonly country: string | null;
  readonly lastSeenMs: number;
}
