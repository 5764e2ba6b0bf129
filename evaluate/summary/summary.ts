import { type Checkpoint, checkpoints } from '../play/play.ts';
import { type Calibration, calibrationAt } from './calibration.ts';
import { type FamilyRow, familyRows, type Ranking, rankingOf } from './families.ts';
import { type Outcome, scoresAfter } from './outcome.ts';
import { type PeopleRow, peopleRows } from './people.ts';

/** All bots of the run against all people at one checkpoint; what it says of a product depends on the mix of families. */
export interface PooledRow extends Ranking {
  readonly after: Checkpoint;
  readonly bot_recordings: number;
}

export interface Summary {
  readonly seed: number;
  readonly recordings: { readonly human: number; readonly bot: number };
  readonly people: readonly PeopleRow[];
  readonly families: readonly FamilyRow[];
  readonly auc: readonly PooledRow[];
  /** At even odds, and where one in twenty is a bot. */
  readonly calibration: readonly Calibration[];
  readonly milliseconds_per_recording: MillisecondsBound;
}

/** The mean time to play a recording is at most this; `null` when it is more than the last bound there is. */
export interface MillisecondsBound {
  readonly at_most: number | null;
}

/**
 * Far apart, because the same seed shall give the same bytes: a machine that is busy now and idle then stays in one of them. The
 * figure itself is printed.
 */
const boundsMs = [100, 10_000] as const;

export interface SummaryOptions {
  readonly seed: number;
  /** Mean time to play one recording. */
  readonly meanMs: number;
}

/** Everything that is published of a run; follows from the outcomes alone, whatever their order, but for the time bound. */
export function summarise(outcomes: readonly Outcome[], { seed, meanMs }: SummaryOptions): Summary {
  const humans = outcomes.filter(({ label }) => label === 'human');
  const bots = outcomes.filter(({ label }) => label === 'bot');
  return {
    seed,
    recordings: { human: humans.length, bot: bots.length },
    people: peopleRows(humans),
    families: familyRows(humans, bots),
    auc: pooledRows(humans, bots),
    calibration: [0.5, 0.95].flatMap((share) => calibrationAt(outcomes, share) ?? []),
    milliseconds_per_recording: { at_most: boundsMs.find((bound) => meanMs <= bound) ?? null },
  };
}

function pooledRows(humans: readonly Outcome[], bots: readonly Outcome[]): PooledRow[] {
  return checkpoints.flatMap((after) => {
    const [people, automata] = [scoresAfter(humans, after), scoresAfter(bots, after)];
    if (people.length === 0 || automata.length === 0) return [];
    return { after, bot_recordings: automata.length, ...rankingOf(people, automata) };
  });
}
