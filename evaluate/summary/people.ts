import { type Checkpoint, checkpoints } from '../play/play.ts';
import { mean } from '../statistics/quantile.ts';
import { atEachCut, type Cut, grouped, isComputed, type Outcome, scoresAfter } from './outcome.ts';
import { meanShare, type Share } from './share.ts';

/** How people of one corpus fare at one checkpoint. */
export interface PeopleRow {
  readonly corpus: string;
  readonly after: Checkpoint;
  /** Who has a session that gets there; others are not counted. */
  readonly people: number;
  readonly recordings: number;
  readonly not_computed: number;
  /** The share of people: each counts once, by the mean over his or her sessions of "flagged". */
  readonly flagged: Record<Cut, Share>;
}

export function peopleRows(humans: readonly Outcome[]): PeopleRow[] {
  return grouped(humans, ({ corpus }) => corpus).flatMap(([corpus, outcomes]) => {
    const persons = grouped(outcomes, ({ user }) => user).map(([, sessions]) => sessions);
    return checkpoints.flatMap((after) => row({ corpus, after }, persons));
  });
}

function row(
  of: Pick<PeopleRow, 'corpus' | 'after'>,
  persons: readonly (readonly Outcome[])[],
): PeopleRow | [] {
  const scores = persons
    .map((sessions) => scoresAfter(sessions, of.after))
    .filter((found) => found.length > 0);
  if (scores.length === 0) return [];
  const all = scores.flat();
  return {
    ...of,
    people: scores.length,
    recordings: all.length,
    not_computed: all.filter((score) => !isComputed(score)).length,
    flagged: atEachCut((isFlagged) =>
      meanShare(scores.map((sessions) => mean(sessions.map((score) => (isFlagged(score) ? 1 : 0))))),
    ),
  };
}
