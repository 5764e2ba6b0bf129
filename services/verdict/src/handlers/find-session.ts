import { Problem, type ScoredSession } from '@botect/contracts';
import type { FindSession } from '../ports.ts';
import { StoresAway } from './failing-open.ts';
import type { VerdictMeter } from './verdict-meter.ts';

export interface SessionPlaces {
  /** The newest score, in the cache. */
  readonly newest: FindSession;
  /** The durable score, asked when the cache has none or cannot tell. */
  readonly stored: FindSession;
  readonly meter: VerdictMeter;
}

/** Rejects with `StoresAway` when it is not known whether there is one. */
export async function findSession(
  { newest, stored, meter }: SessionPlaces,
  projectId: number,
  token: string,
): Promise<ScoredSession | null> {
  try {
    const session = await newest(projectId, token);
    if (session !== null) {
      meter.found('cache');
      return session;
    }
  } catch (error) {
    meter.cacheFault(error);
  }
  try {
    const session = await stored(projectId, token);
    if (session !== null) meter.found('database');
    return session;
  } catch (error) {
    throw error instanceof Problem ? new StoresAway(error) : error;
  }
}
