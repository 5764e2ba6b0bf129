import {
  atOdds,
  brier,
  calibrationError,
  type Decile,
  type Forecast,
  reliability,
} from '../statistics/calibration.ts';
import { isComputed, type Outcome, scoreAfter } from './outcome.ts';
import { rounded, roundedOrNull } from './share.ts';

/** Whether a score of 70 means 70 %. Scores that were not computed say nothing and are left out. */
export interface Calibration {
  /** The share of people that sessions were weighed to. */
  readonly share_of_people: number;
  readonly recordings: number;
  readonly brier: number | null;
  readonly expected_calibration_error: number | null;
  /** By tenths of the probability of a person: how many recordings, what was said on average, and what was so. */
  readonly deciles: readonly Pick<Decile, 'from' | 'count' | 'said' | 'was'>[];
}

/**
 * Calibration of the scores at the end, with people and bots weighed to this share of people. A score is a probability at even
 * odds; at other odds it is moved by Bayes' rule first. `null` without both people and bots.
 */
export function calibrationAt(outcomes: readonly Outcome[], shareOfPeople: number): Calibration | null {
  const forecasts = outcomes.flatMap((outcome): Forecast | [] => {
    const score = scoreAfter(outcome, 'end') ?? 0;
    if (!isComputed(score)) return [];
    return { said: movedTo(shareOfPeople, score / 100), was: outcome.label === 'human' };
  });
  const people = forecasts.filter(({ was }) => was).length;
  if (people === 0 || people === forecasts.length) return null;
  const weighed = atOdds(forecasts, shareOfPeople);
  return {
    share_of_people: shareOfPeople,
    recordings: forecasts.length,
    brier: roundedOrNull(brier(weighed)),
    expected_calibration_error: roundedOrNull(calibrationError(weighed)),
    deciles: reliability(weighed).map(({ from, count, said, was }) => ({
      from,
      count,
      said: said === null ? null : rounded(said),
      was: was === null ? null : rounded(was),
    })),
  };
}

function movedTo(shareOfPeople: number, atEvenOdds: number): number {
  const person = atEvenOdds * shareOfPeople;
  return person / (person + (1 - atEvenOdds) * (1 - shareOfPeople));
}
