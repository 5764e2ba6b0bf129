import type { Checkpoint, CheckpointResult } from '../play/play.ts';
import type { Label, Recording } from '../recordings/recording.ts';

/** What became of one recording: what the output says of it, and what the summary is made from. */
export interface Outcome {
  readonly corpus: string;
  /** `null` on people, and on bots of which nobody said. */
  readonly family: string | null;
  readonly label: Label;
  readonly user: string;
  readonly session: string;
  readonly checkpoints: readonly CheckpointResult[];
}

export function outcomeOf(recording: Recording, checkpoints: readonly CheckpointResult[]): Outcome {
  const { corpus, family, label, user, session } = recording;
  return { corpus, family: family ?? null, label, user, session, checkpoints };
}

/** Its score at a checkpoint; `undefined` when it did not get there. */
export function scoreAfter({ checkpoints }: Outcome, after: Checkpoint): number | undefined {
  return checkpoints.find((checkpoint) => checkpoint.after === after)?.score;
}

/** The scores of those that got there. */
export function scoresAfter(outcomes: readonly Outcome[], after: Checkpoint): number[] {
  return outcomes.flatMap((outcome) => scoreAfter(outcome, after) ?? []);
}

/** Too little to say: 0 is no score, flags nobody, and ranks as even odds. */
export function isComputed(score: number): boolean {
  return score > 0;
}

/** Where a score stands among others; what was not computed stands at 50, which is what no evidence means. */
export function rankOf(score: number): number {
  return isComputed(score) ? score : 50;
}

/** The cuts figures are published at. */
export const cuts = {
  under_30: (score: number) => isComputed(score) && score < 30,
  at_most_10: (score: number) => isComputed(score) && score <= 10,
  at_most_5: (score: number) => isComputed(score) && score <= 5,
  at_most_1: (score: number) => score === 1,
} as const;

export type Cut = keyof typeof cuts;

/** One value for each cut. */
export function atEachCut<T>(value: (isFlagged: (score: number) => boolean) => T): Record<Cut, T> {
  const entries = Object.entries(cuts).map(([cut, isFlagged]) => [cut, value(isFlagged)]);
  return Object.fromEntries(entries) as Record<Cut, T>;
}

/** The same things together, groups by name, in the order of their names' code points, whatever order they came in. */
export function grouped<T>(items: readonly T[], nameOf: (item: T) => string): [name: string, items: T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group) group.push(item);
    else groups.set(nameOf(item), [item]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
