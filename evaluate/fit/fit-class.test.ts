import { motionFeatureNames } from '@botect/scoring/core';
import { describe, expect, test } from '@jest/globals';
import { normal } from '../random/distributions.ts';
import { seeded } from '../random/seeded.ts';
import type { FitSample } from './dataset.ts';
import { fitClass } from './fit-class.ts';
import { fitModel, judge } from './fit-model.ts';

const features = motionFeatureNames.length;
const unseen = new Float64Array(features).fill(Number.NaN);

/** Six people and two groups of bots; `apart`: how far, in spreads, in the first three features. */
function toy(apart: number, people = 6): FitSample[] {
  const random = seeded(1);
  const sample = (human: boolean, unit: string): FitSample => {
    const drawn = Float64Array.from({ length: features }, (_, at) => {
      if (at >= 12) return Number.NaN;
      return normal(random) + (at < 3 && !human ? apart : 0);
    });
    return { values: drawn, human, weight: 1, size: 0, unit, family: human ? 'human' : `${unit} 1` };
  };
  const humans = Array.from({ length: 240 }, (_, at) => sample(true, `person ${at % people}`));
  const bots = Array.from({ length: 120 }, (_, at) => sample(false, at % 2 === 0 ? 'near' : 'far'));
  return [...humans, ...bots];
}

describe('a class of weights', () => {
  const { features: fitted, strangeness, report, doubt } = fitClass(toy(3), '20 moves');

  test('tells kinds apart that differ, people and groups left out', () => {
    expect(report).toMatchObject({ people: 6, humanSamples: 240, botSamples: 120 });
    expect(report.auc).toBeGreaterThan(0.95);
    expect(Object.keys(report.groupLeftOut)).toEqual(['far', 'near']);
    expect(report.botsBelow30).toBeGreaterThan(0.8);
  });

  test('has a term for every measure that scoring knows, and for strangeness', () => {
    expect(Object.keys(fitted)).toEqual([...motionFeatureNames]);
    for (const { edges, points } of [...Object.values(fitted), strangeness])
      expect(points).toHaveLength(edges.length + 1);
  });

  test('gives no measure more than 21.6 points', () => {
    const said = [...Object.values(fitted), strangeness].flatMap(({ points }) => points.map(Math.abs));
    expect(Math.max(...said)).toBeLessThanOrEqual(21.7);
    expect(Math.max(...said)).toBeGreaterThan(10);
  });

  test('lets less than one of a hundred people left out fall below 30', () => {
    expect(report.humansBelow30).toBeLessThan(0.01);
    expect(doubt > 0 && doubt <= 1).toBe(true);
  });

  test('flags nobody where nothing differs', () => {
    const { report: same, doubt: unsure } = fitClass(toy(0), '20 moves');
    expect(`${unsure}`).toMatch(/^0\.\d{1,3}$/);
    expect(Math.abs(same.auc - 0.5)).toBeLessThan(0.15);
    expect(same.humansBelow30).toBeLessThan(0.01);
    expect(same.botsBelow30).toBeLessThan(0.1);
  });

  test('holds numbers that JSON can say, the same each time', () => {
    const text = JSON.stringify(fitClass(toy(3), '20 moves'));
    expect(text).toBe(JSON.stringify({ doubt, features: fitted, strangeness, report }));
    expect(text).not.toContain('null');
  });

  test.each<[string, FitSample[]]>([
    ['nobody', []],
    ['two people', toy(3, 2)],
    ['people alone', toy(3).filter(({ human }) => human)],
    ['bots alone', toy(3).filter(({ human }) => !human)],
  ])('is not fitted on %s, and says why', (_, samples) => {
    expect(() => fitClass(samples, '20 moves')).toThrow(/too few recordings for 20 moves/);
  });
});

describe('strangeness', () => {
  const model = fitModel(toy(0));

  test('speaks against somebody no fitted family resembles', () => {
    const [usual, strange] = [0, 50].map((value) =>
      judge(
        model,
        unseen.map((_, at) => (at < 12 ? value : Number.NaN)),
      ),
    );
    expect(model.bounds[0]?.every((bound) => Math.abs(bound) < 3)).toBe(true);
    expect(strange as number).not.toBe(usual as number);
  });

  test('says nothing of somebody of whom little was seen', () => {
    const few = unseen.map((_, at) => (at < 9 ? 50 : Number.NaN));
    const terms = model.terms.slice(0, -1);
    expect(judge(model, few)).toBe(judge({ ...model, terms }, few));
    expect(judge(model, unseen)).toBe(0);
  });

  test('has no bounds where fewer than a hundred people showed a measure', () => {
    expect(model.bounds[20]).toEqual([-1e9, 1e9]);
  });
});
