import { type Checkpoint, checkpoints } from '../play/play.ts';
import { auc, detectionAt } from '../statistics/ranking.ts';
import { atEachCut, type Cut, grouped, isComputed, type Outcome, rankOf, scoresAfter } from './outcome.ts';
import { meanShare, roundedOrNull, type Share } from './share.ts';

/** How one attack family fares at one checkpoint; each of its sessions counts once. */
export interface FamilyRow {
  readonly corpus: string;
  readonly family: string | null;
  readonly after: Checkpoint;
  readonly recordings: number;
  readonly not_computed: number;
  readonly detected: Record<Cut, Share>;
  readonly ranking: Ranking;
}

/** How well scores alone tell bots from all people's sessions of the run that get as far, whatever the cuts. */
export interface Ranking {
  readonly human_recordings: number;
  readonly auc: number | null;
  /** Detection at the cut that flags 1 % of people's sessions; `null` below 100 of them, where that is nobody. */
  readonly detected_at_fpr_1_percent: number | null;
  /** At 0.1 %; `null` below 3,000 sessions, where that would rest on fewer than three. */
  readonly detected_at_fpr_0_1_percent: number | null;
}

const [forOnePercent, forOneInThousand] = [100, 3_000];

export function rankingOf(people: readonly number[], bots: readonly number[]): Ranking {
  const [humans, automata] = [people.map(rankOf), bots.map(rankOf)];
  const at = (rate: number, fewest: number) =>
    humans.length < fewest ? null : roundedOrNull(detectionAt(rate, humans, automata));
  return {
    human_recordings: humans.length,
    auc: roundedOrNull(auc(humans, automata)),
    detected_at_fpr_1_percent: at(0.01, forOnePercent),
    detected_at_fpr_0_1_percent: at(0.001, forOneInThousand),
  };
}

export function familyRows(humans: readonly Outcome[], bots: readonly Outcome[]): FamilyRow[] {
  const people = new Map(checkpoints.map((after) => [after, scoresAfter(humans, after)]));
  return grouped(bots, ({ corpus }) => corpus).flatMap(([corpus, ofCorpus]) =>
    grouped(ofCorpus, ({ family }) => family ?? '').flatMap(([, outcomes]) =>
      checkpoints.flatMap((after) => {
        const scores = scoresAfter(outcomes, after);
        const family = outcomes[0]?.family ?? null;
        if (scores.length === 0) return [];
        const detected = atEachCut((isFlagged) =>
          meanShare(scores.map((score) => (isFlagged(score) ? 1 : 0))),
        );
        const not_computed = scores.filter((score) => !isComputed(score)).length;
        const ranking = rankingOf(people.get(after) ?? [], scores);
        return { corpus, family, after, recordings: scores.length, not_computed, detected, ranking };
      }),
    ),
  );
}
