import { describe, expect, test } from '@jest/globals';
import { normal } from '../random/distributions.ts';
import { seeded } from '../random/seeded.ts';
import { type FitOptions, fitAdditive, logitOf, type Sample } from './boosting.ts';

const options: FitOptions = { rounds: 60, rate: 0.1, bins: 8, ridge: 5, cap: 2 };
const unseen = Number.NaN;

/** People around 1 in the first feature, bots around −1; the second is noise; the third is seen in few. */
function toy(seed: number, humans = 300, bots = 300): Sample[] {
  const random = seeded(seed);
  return Array.from({ length: humans + bots }, (_, at) => {
    const human = at < humans;
    const values = [(human ? 1 : -1) + 0.3 * normal(random), normal(random), at % 10 === 0 ? 1 : unseen];
    return { human, weight: 1, values: Float64Array.from(values) };
  });
}
const fitted = (samples: readonly Sample[], more: Partial<FitOptions> = {}) =>
  fitAdditive(samples, 3, { ...options, ...more });
const logit = (terms: ReturnType<typeof fitted>, ...values: number[]) =>
  logitOf(Float64Array.from(values), terms);

describe('the model', () => {
  test('tells what can be told apart, on samples it has not seen', () => {
    const terms = fitted(toy(1));
    const wrong = toy(2).filter(({ human, values }) => logitOf(values, terms) > 0 !== human);
    expect(wrong.length).toBeLessThan(10);
    expect(logit(terms, 1, unseen, unseen)).toBeGreaterThan(1);
    expect(logit(terms, -1, unseen, unseen)).toBeLessThan(-1);
  });

  test('makes little of noise', () => {
    const [signal, noise] = fitted(toy(1)).map(({ points }) => Math.max(...points.map(Math.abs)));
    expect(noise).toBeLessThan((signal as number) / 4);
  });

  test('gives nothing for what was not seen', () => {
    expect(logit(fitted(toy(1)), unseen, unseen, unseen)).toBe(0);
  });

  test('gives nothing for a feature that nobody showed', () => {
    const blind = toy(1).map((sample) => ({ ...sample, values: sample.values.map(() => unseen) }));
    expect(fitted(blind).map(({ points }) => points)).toEqual([[0], [0], [0]]);
  });

  test.each([0.1, 0.5, 2])('lets no feature say more than its cap of %s', (cap) => {
    const said = fitted(toy(1), { cap, rounds: 400 }).flatMap(({ points }) => points);
    expect(Math.max(...said.map(Math.abs))).toBeLessThanOrEqual(cap);
    expect(Math.max(...said.map(Math.abs))).toBeGreaterThan(cap * 0.8);
  });

  test('is the same for the same samples', () => {
    expect(fitted(toy(1))).toEqual(fitted(toy(1)));
    expect(fitted(toy(2))).not.toEqual(fitted(toy(1)));
  });

  test('has ascending edges, and points for every bin and beyond', () => {
    for (const { edges, points } of fitted(toy(1))) {
      expect(edges).toEqual([...new Set(edges)].sort((a, b) => a - b));
      expect(edges.length).toBeLessThan(options.bins);
      expect(points).toHaveLength(edges.length + 1);
    }
  });

  test('is not moved by how many there are of each kind', () => {
    const [even, uneven] = [fitted(toy(1)), fitted(toy(1, 300, 3_000))];
    expect(Math.abs(logit(uneven, unseen, 0, unseen) - logit(even, unseen, 0, unseen))).toBeLessThan(0.3);
    expect(logit(uneven, 1, unseen, unseen)).toBeGreaterThan(1);
  });

  test('counts a sample by its weight', () => {
    const silenced = toy(1).map((one) => ({
      ...one,
      weight: (one.values[0] as number) > 0 === one.human ? 1 : 0,
    }));
    const opposed = silenced.concat(silenced.map((one) => ({ ...one, human: !one.human, weight: 0 })));
    expect(logit(fitted(opposed), 1, unseen, unseen)).toBeGreaterThan(1);
  });
});
