import type { Fate, ReceivedRecord } from '@botect/bus';
import { sessionKey } from '@botect/contracts';
import type { Clock } from '@botect/runtime';
import { changeSession, type NetworkLookup } from '../core/change-session.ts';
import type {
  CompareMotion,
  ForgetSessions,
  PublishScores,
  ReadAgent,
  SessionChange,
  SessionKey,
  SessionStore,
  StoredSession,
  VerifyAgent,
} from '../ports.ts';
import { compareWindows } from './compare-windows.ts';
import { eraseSessions } from './erase-sessions.ts';
import { judgeAgents } from './judge-agents.ts';
import { leaveOutErased } from './leave-out-erased.ts';
import { readAgents } from './read-agents.ts';
import type { ScoringMeter } from './scoring-meter.ts';
import { type Fetch, readFetch, type TouchedSession } from './touched-sessions.ts';

export interface ScoreSignalsOptions {
  readonly sessions: SessionStore;
  readonly publish: PublishScores;
  readonly forget: ForgetSessions;
  readonly compare: CompareMotion;
  readonly lookup: NetworkLookup;
  readonly readAgent: ReadAgent;
  /** Null when signatures of agents are not looked at. */
  readonly verifyAgent: VerifyAgent | null;
  readonly meter: ScoringMeter;
  readonly now: Clock;
}

/**
 * Scores one fetch of topic `signals`: every record folded into its session, every touched session scored and written
 * once. Rejects when a store is away or a session was changed elsewhere meanwhile; the same records handed over again
 * repeat nothing.
 */
export function scoreSignals(options: ScoreSignalsOptions) {
  const { sessions, publish, meter, lookup, now } = options;
  return (records: readonly ReceivedRecord[]): Promise<readonly Fate[]> =>
    meter.traced(records, async () => {
      const fetch = readFetch(records);
      const { touched, stored, dropped } = await prepare(options, fetch);
      const judged = await judgeAgents(options.verifyAgent, readAgents(options.readAgent, touched));
      const compared = await compareWindows(options.compare, judged);
      const { changes, failed } = change(compared, stored, { lookup, nowMs: now() });
      const changed = changes.filter((one) => one.changed);
      if (changed.length > 0 && !(await sessions.save(changed))) {
        throw new Error('another process changed a session meanwhile');
      }
      // Unchanged sessions too: an earlier attempt may have died between the two writes.
      await publish(changes.map((one) => ({ ...one, session: one.scoring })));
      meter.scored(changes);
      return fates(records.length, fetch, { failed, dropped });
    });
}

type Stored = ReadonlyMap<string, StoredSession>;

interface Prepared {
  readonly touched: readonly TouchedSession[];
  readonly stored: Stored;
  /** Places in the fetch of batches that belong to what was erased. */
  readonly dropped: readonly number[];
}

/** Loads the sessions of a fetch, and carries out the erasures in it. */
async function prepare(options: ScoreSignalsOptions, { sessions, erasing }: Fetch): Promise<Prepared> {
  const keys = sessions.map(({ key }) => key);
  if (erasing.length === 0) {
    const stored = byName(await options.sessions.load(keys));
    return { ...leaveOutErased(sessions, stored), stored };
  }
  const fresh = erasing.flatMap(([first]) => (first ? [first.key] : []));
  const loaded = await options.sessions.load([...keys, ...fresh], fresh);
  const survivors = await eraseSessions(options, erasing, byName(loaded));
  const stored = byName([...loaded, ...survivors.stored]);
  const { touched, dropped } = leaveOutErased([...sessions, ...survivors.sessions], stored);
  return { touched, stored, dropped: [...survivors.dropped, ...dropped] };
}

const nameOf = ({ projectId, token }: SessionKey): string => sessionKey(projectId, token);
const byName = (sessions: readonly StoredSession[]): Stored =>
  new Map(sessions.map((session) => [nameOf(session), session]));

type Failure = readonly [session: TouchedSession, reason: string];

interface Moment {
  readonly lookup: NetworkLookup;
  readonly nowMs: number;
}

function change(touched: readonly TouchedSession[], stored: Stored, { lookup, nowMs }: Moment) {
  const changes: SessionChange[] = [];
  const failed: Failure[] = [];
  for (const session of touched) {
    const { key, accountId, batches } = session;
    const known = stored.get(nameOf(key));
    const before = known?.state ?? null;
    try {
      const changed = changeSession(before, batches, lookup);
      const revision = (known?.revision ?? 0) + (changed.changed ? 1 : 0);
      const isNew = before === null;
      const beganAtMs = known && !isNew ? known.beganAtMs : changed.state.firstAtMs;
      const life = { revision, isNew, beganAtMs, erasedAtMs: known?.erasedAtMs ?? null };
      changes.push({ ...key, ...changed, ...life, accountId, scoredAtMs: nowMs, batches });
    } catch (error) {
      // One session that cannot be scored must not hold up the others of its partition.
      failed.push([session, `scoring failed: ${error instanceof Error ? error.message : 'unknown'}`]);
    }
  }
  return { changes, failed };
}

interface Unscored {
  readonly failed: readonly Failure[];
  readonly dropped: readonly number[];
}

function fates(count: number, { unreadable, crowded }: Fetch, { failed, dropped }: Unscored): Fate[] {
  const answers = Array.from({ length: count }, (): Fate => ({ kind: 'done' }));
  const bury = (place: number, reason: string) => {
    answers[place] = { kind: 'dead-letter', reason };
  };
  for (const [place, reason] of unreadable) bury(place, reason);
  for (const [{ places }, reason] of failed) for (const place of places) bury(place, reason);
  for (const place of dropped) answers[place] = { kind: 'drop', reason: 'erased' };
  for (const place of crowded) answers[place] = { kind: 'drop', reason: 'crowded' };
  return answers;
}
