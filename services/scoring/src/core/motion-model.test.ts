import type { Counts } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { motionFeatureNames } from './motion-features.ts';
import { judgeMotion, type MotionWeights, motionWeights } from './motion-model.ts';
import { ruling, stateAfter } from './window-session.fixture.ts';

const motionOf = (moves: number) => stateAfter(ruling(moves)).windows?.counts.motion as Counts<'motion'>;
const sloping = { usual: [0, 1], edges: [0.5], points: [-10, 12] };
const strangeness = { edges: [], points: [0] };
const model = (doubt: number): MotionWeights => ({
  version: 'test',
  classes: [{ movesMin: 14, moves: 20, doubt, features: { straight_steps: sloping }, strangeness }],
});
const turned = (straight: number): Counts<'motion'> => ({
  ...motionOf(40),
  turn: [straight, 40 - straight, 0, 0, 0, 0, 0, 0],
});

describe('judging free movement', () => {
  test('fewer moves than the smallest class say nothing', () => {
    expect(judgeMotion(motionOf(13), model(1))).toBeNull();
  });

  test('a value at an edge belongs to the bin above it', () => {
    expect(judgeMotion(turned(20), model(1))?.points).toBe(12);
    expect(judgeMotion(turned(19), model(1))?.points).toBe(-10);
  });

  test('doubt shrinks what speaks for automation, never what speaks for a person', () => {
    expect(judgeMotion(turned(0), model(0.5))?.points).toBe(-5);
    expect(judgeMotion(turned(40), model(0.5))?.points).toBe(12);
  });

  test('the points named add up to what motion is worth', () => {
    const judged = judgeMotion(motionOf(240));
    const named = judged?.reasons.reduce((sum, { points }) => sum + points, 0) ?? 0;
    expect(named).toBeCloseTo(judged?.points ?? Number.NaN, 1);
  });

  test('the weights that ship name known measures, in ascending edges, with one more bin than edges', () => {
    const all = motionWeights.classes.flatMap(({ features }) => Object.entries(features));
    expect(new Set(all.map(([name]) => name))).toEqual(new Set(motionFeatureNames));
    const broken = all.filter(
      ([, { edges, points }]) =>
        points.length !== edges.length + 1 ||
        edges.some((edge, at) => at > 0 && edge <= (edges[at - 1] ?? edge)),
    );
    expect(broken).toEqual([]);
  });
});
