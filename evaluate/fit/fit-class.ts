import { motionFeatureNames } from '@botect/scoring/core';
import { auc } from '../statistics/ranking.ts';
import type { Term } from './boosting.ts';
import type { FitSample } from './dataset.ts';
import { fitModel, judge, type Model } from './fit-model.ts';

/** People are left out by thirds. */
const folds = 3;
/** A score of 30 in log-odds. */
const cut = Math.log(0.3 / 0.7);
/** The share of stretches of people left out that may fall below it: less than may happen to people of other corpora. */
const mistaken = 0.0075;
/** 100 times the slope of the logistic curve, made straight between 20 and 80: 30 points for odds of 4 to 1. */
const pointsPerLogit = 30 / Math.log(4);

/** The recordings do not suffice to fit on. */
export class FitFault extends Error {
  override readonly name = 'FitFault';
}

export interface FittedClass {
  /** What is left of log-odds below 0, so that no more people than wanted fall below the cut; 1 where none do anyway. */
  readonly doubt: number;
  readonly features: Readonly<Record<string, Term & { readonly usual: Model['bounds'][number] }>>;
  readonly strangeness: Term;
  readonly report: ClassReport;
}

/** Figures over people, and recordings of bots, that were left out of the fit. */
export interface ClassReport {
  readonly people: number;
  readonly humanSamples: number;
  readonly botSamples: number;
  readonly auc: number;
  /** Shares below a score of 30, after doubt. */
  readonly humansBelow30: number;
  readonly botsBelow30: number;
  /** Share of a group of relatives below 30 when all of them were left out of the fit; people were not. */
  readonly groupLeftOut: Readonly<Record<string, number>>;
}

/** Weights of one class in points of the score, and how they do on what they have not seen. `name` is for faults alone. */
export function fitClass(samples: readonly FitSample[], name: string): FittedClass {
  const people = new Set(samples.flatMap(({ human, unit }) => (human ? [unit] : []))).size;
  if (people < folds || samples.every(({ human }) => human))
    throw new FitFault(`too few recordings for ${name}: people ${people}, at least ${folds} and some bots`);
  const leftOut = crossValidated(samples);
  const humans = leftOut.filter(({ human }) => human).map(({ logit }) => logit);
  const bots = leftOut.filter(({ human }) => !human).map(({ logit }) => logit);
  const doubt = Math.min(1, cut / Math.min(cut, quantileOf(humans, mistaken)));
  const below = (logits: readonly number[]) =>
    logits.filter((logit) => logit * doubt < cut).length / logits.length;
  const model = fitModel(samples);
  const report = {
    people,
    humanSamples: humans.length,
    botSamples: bots.length,
    auc: auc(humans, bots),
    humansBelow30: below(humans),
    botsBelow30: below(bots),
    groupLeftOut: groupsLeftOut(samples, below),
  };
  return { doubt: Number(doubt.toFixed(3)), ...inPoints(model), report };
}

/** Judges every sample by weights that saw neither that person nor that recording of a bot. */
function crossValidated(samples: readonly FitSample[]) {
  const names = [...new Set(samples.map(({ unit, family, human }) => (human ? unit : family)))].sort();
  const placeOf = new Map(names.map((name, place) => [name, place]));
  const foldOf = ({ human, unit }: FitSample, at: number) =>
    (human ? (placeOf.get(unit) as number) : at) % folds;
  return Array.from({ length: folds }, (_, fold) => {
    const model = fitModel(samples.filter((sample, at) => foldOf(sample, at) !== fold));
    const judged = samples.filter((sample, at) => foldOf(sample, at) === fold);
    return judged.map(({ values, human }) => ({ human, logit: judge(model, values) }));
  }).flat();
}

function groupsLeftOut(samples: readonly FitSample[], below: (logits: readonly number[]) => number) {
  const groups = [...new Set(samples.flatMap(({ human, unit }) => (human ? [] : [unit])))].sort();
  return Object.fromEntries(
    groups.map((group) => {
      const model = fitModel(samples.filter(({ unit }) => unit !== group));
      const judged = samples.filter(({ unit }) => unit === group);
      return [group, below(judged.map(({ values }) => judge(model, values)))];
    }),
  );
}

/** Log-odds as points of the score, to a tenth. */
function inPoints({ bounds, terms }: Model): Pick<FittedClass, 'features' | 'strangeness'> {
  const scaled = terms.map(({ edges, points }) => ({
    edges,
    points: points.map((one) => Number((one * pointsPerLogit).toFixed(1))),
  }));
  const named = motionFeatureNames.map((name, at) => [name, { usual: bounds[at], ...scaled[at] }]);
  return { features: Object.fromEntries(named), strangeness: scaled.at(-1) as Term };
}

function quantileOf(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * values.length)] ?? 0;
}
