import { isSparse, motionFeatureNames, motionFeatures } from '@botect/scoring/core';
import { type Family, families } from '../families/index.ts';
import { seeded, seedFor } from '../random/seeded.ts';
import { withoutCapabilities } from '../recordings/parse-recording.ts';
import type { Recording } from '../recordings/recording.ts';
import type { Sample } from './boosting.ts';
import { driven } from './driver.ts';
import { reduceSection } from './sections.ts';

/** Lengths in moves around which weights are fitted apart: the same measures say more the more of them there are. */
export const classMoves = [20, 40, 80, 160, 320] as const;
/** Each class holds lengths from 0.7 to 1.4 times its own, so the next takes over where this one ends. */
export const shortest = 0.7;
const longest = 1.4;

/**
 * Groups that carry a person's own movement, which would teach that people are bots, or none of their own. They are caught by
 * other means or not at all.
 */
const withoutMotion = new Set([
  'replay',
  'morph',
  'learned',
  'driver-events',
  'teleport',
  'keys',
  'scroll',
  'touch',
]);
export const fittedFamilies: readonly Family[] = families.filter(({ group }) => !withoutMotion.has(group));

export interface FitSample extends Sample {
  /** Index into `classMoves`. */
  readonly size: number;
  /** Who, or the group of relatives among families: what is left out together. */
  readonly unit: string;
  readonly family: string;
}

export interface DatasetOptions {
  readonly seed: number;
  /** Stretches of each recording of a person, and recordings of each family. */
  readonly perHuman: number;
  readonly perFamily: number;
}

/** Stretches of all lengths from everybody and every family; each person, and each family, counts the same. */
export function dataset(humans: readonly Recording[], options: DatasetOptions): FitSample[] {
  const samples = [...humanSamples(humans, options), ...botSamples(humans, options)];
  const counts = new Map<string, number>();
  const keyOf = ({ size, human, unit, family }: FitSample) => `${size} ${human ? unit : family}`;
  for (const sample of samples) counts.set(keyOf(sample), (counts.get(keyOf(sample)) ?? 0) + 1);
  return samples.map((sample) => ({ ...sample, weight: 1 / (counts.get(keyOf(sample)) ?? 1) }));
}

function* humanSamples(
  humans: readonly Recording[],
  { seed, perHuman }: DatasetOptions,
): Generator<FitSample> {
  for (const recording of humans) {
    const unit = `${recording.corpus} ${recording.user}`;
    for (let n = 0; n < perHuman; n += 1) {
      const of = { human: true, unit, family: 'human', size: n % classMoves.length };
      yield* sampleOf(recording, of, seedFor(seed, unit, recording.session, n));
    }
  }
}

function* botSamples(
  humans: readonly Recording[],
  { seed, perFamily }: DatasetOptions,
): Generator<FitSample> {
  for (const { name, group, generate } of fittedFamilies) {
    for (let n = 0; n < perFamily; n += 1) {
      const random = seeded(seedFor(seed, name, n));
      const human = humans[Math.floor(random() * humans.length)]?.events ?? [];
      const told = { corpus: 'synthetic', label: 'bot' as const, user: name, session: `${n}` };
      const recording = {
        ...told,
        capabilities: withoutCapabilities,
        events: driven(random, generate(random, human)),
      };
      for (const size of classMoves.keys()) {
        yield* sampleOf(
          recording,
          { human: false, unit: group, family: name, size },
          seedFor(seed, name, n, size),
        );
      }
    }
  }
}

type Origin = Pick<FitSample, 'human' | 'unit' | 'family' | 'size'>;

/** One stretch of the class's lengths; none where it comes out shorter than the smallest class. */
function* sampleOf(recording: Recording, origin: Origin, seed: number): Generator<FitSample> {
  const random = seeded(seed);
  const length = (classMoves[origin.size] as number) * (shortest + (longest - shortest) * random());
  const motion = reduceSection(recording, Math.round(length), random)?.motion;
  if (motion === undefined || motion.moves < classMoves[0] * shortest || isSparse(motion)) return;
  const values = Float64Array.from(motionFeatureNames, (name) => motionFeatures[name](motion) ?? Number.NaN);
  yield { ...origin, values, weight: 1 };
}
