import { isWindowPayload, type WindowGroup, type WindowPayload, windowVocabulary } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyHappenings, type Happening, sweeps, windowsOf } from './any-window.fixture.ts';
import { hashesPerStroke } from './replay.ts';
import { contradictions } from './window-check.ts';

const typing: Happening[] = Array.from({ length: 40 }, (_, at) => ({
  kind: at % 2 ? 'keyUp' : 'keyDown',
  ms: 60 + ((at * 37) % 50),
  dx: 0,
  dy: 0,
  slot: 1,
}));
const [honest] = windowsOf([...sweeps(150), ...typing]) as [WindowPayload];

type Edit = (field: number[] | number) => number[] | number;
function edited(group: WindowGroup, field: string, edit: Edit): WindowPayload {
  const before = honest[group] as unknown as Record<string, number[] | number>;
  return { ...honest, [group]: { ...before, [field]: edit(structuredClone(before[field] as number)) } };
}
const plus =
  (by: number, place = 0): Edit =>
  (field) =>
    typeof field === 'number' ? field + by : field.with(place, (field[place] as number) + by);

describe('a window', () => {
  test('of the browser script is never called impossible, wherever it was cut', () => {
    const property = fc.property(anyHappenings, (happenings) => {
      for (const window of windowsOf(happenings)) {
        expect([contradictions(window), isWindowPayload(window)]).toEqual([[], true]);
      }
    });
    fc.assert(property, { numRuns: 400, seed: 11 });
  });

  test('of a hand is never called impossible, cut after any move', () => {
    const cut = { kind: 'cut', ms: 3, dx: 0, dy: 0, slot: 0 } as const;
    for (let at = 1; at < 150; at += 1) {
      const windows = windowsOf(sweeps(150).toSpliced(at, 0, cut));
      expect(windows.map(contradictions)).toEqual([[], []]);
    }
  });

  test('holds so many hashes a stroke as the server takes it to', () => {
    expect(honest.sketch.length).toBeGreaterThan(0);
    expect(honest.sketch.length % hashesPerStroke).toBe(0);
  });
});

describe('a forged window is impossible', () => {
  const histograms = Object.entries(windowVocabulary).flatMap(([group, fields]) =>
    Object.entries(fields).flatMap(([field, rule]) =>
      'length' in rule && group !== 'samples' && !['rhythm', 'power_law'].includes(field)
        ? [[group as WindowGroup, field] as const]
        : [],
    ),
  );
  test.each(histograms)('with more in %s.%s than there were', (group, field) => {
    expect(contradictions(edited(group, field, plus(3_000)))).not.toEqual([]);
  });

  test.each<[string, WindowGroup, string, Edit]>([
    ['whose rhythm has a negative variance', 'motion', 'rhythm', plus(-1e6, 2)],
    [
      'whose curvature has a negative variance',
      'motion',
      'power_law',
      (sums) => (sums as number[]).with(3, 0),
    ],
    ['whose speed has a negative variance', 'motion', 'power_law', (sums) => (sums as number[]).with(5, 0)],
    ['whose covariance is beyond its variances', 'motion', 'power_law', plus(1e9, 4)],
    ['whose holds have a negative variance', 'key', 'hold', plus(-1e6, 2)],
    ['whose gaps have a negative variance', 'key', 'gap', plus(-1e6, 2)],
    ['with more moves than steps and interruptions', 'motion', 'moves', plus(1_000)],
    ['with fewer moves than steps', 'motion', 'moves', () => 3],
    ['that moved for longer than it lasted', 'motion', 'active_ms', plus(60_000)],
    ['whose steps took no time', 'motion', 'active_ms', () => 0],
    ['with more flips than pairs of turns', 'motion', 'turn_flips', plus(1_000)],
    ['with more pairs than turns', 'motion', 'turn_pairs', plus(1_000)],
    ['with more changes than pairs of accelerations', 'motion', 'acceleration_flips', plus(1_000)],
    ['with a path shorter than its steps', 'motion', 'path_px', () => 10],
    ['with a path longer than its steps', 'motion', 'path_px', plus(100_000)],
    ['whose coarse path is the longer one', 'motion', 'coarse_px', plus(1_000)],
    ['with more strokes than shapes', 'motion', 'strokes', plus(1)],
    ['with more rollovers than pairs of keys', 'key', 'rollovers', plus(1_000)],
    ['shown for longer than it lasted', 'page', 'visible_ms', plus(60_000)],
    ['with more untrusted events than events', 'trust', 'untrusted', plus(1_000)],
  ])('%s', (_, group, field, edit) => {
    expect(contradictions(honest)).toEqual([]);
    expect(contradictions(edited(group, field, edit))).not.toEqual([]);
  });

  test.each<[string, WindowGroup, string, Edit]>([
    ['bursts are of scroll events', 'scroll', 'bursts', plus(9)],
    ['reversals are scroll events', 'scroll', 'reversals', plus(9)],
    ['long steps are scroll events', 'scroll', 'long_steps', plus(9)],
    ['unprompted steps are scroll events', 'scroll', 'unprompted', plus(9)],
    ['long steps cover distance', 'scroll', 'long_steps', plus(9)],
    ['notches, repeats and lines are wheel events', 'wheel', 'notches', plus(9)],
    ['notches, repeats and lines are wheel events', 'wheel', 'coarse', plus(9)],
    ['radii are of touches', 'touch', 'radius_known', plus(9)],
    ['forces are of touches', 'touch', 'force_varied', plus(9)],
    ['long steps are steps', 'motion', 'long_steps', plus(1_000)],
    ['steps along an axis are long', 'motion', 'axis_steps', plus(1_000)],
    ['repeated steps are long', 'motion', 'repeated_steps', plus(1_000)],
    ['steps of many px have times', 'motion', 'step', plus(1_000, 6)],
    ['changes of speed are at steps', 'motion', 'step_pairs', plus(1_000)],
    ['accelerations are between cells', 'motion', 'acceleration_pairs', plus(1_000)],
    ['peaks are pairs of accelerations', 'motion', 'peaks', plus(1_000)],
    ['speeds of cells have a bound', 'motion', 'rhythm', plus(1e9, 2)],
    ['speeds before have a bound', 'motion', 'rhythm', plus(1e9, 3)],
    ['pairs end with a press', 'key', 'presses', () => 0],
    ['holds have a bound', 'key', 'hold', plus(1e7, 2)],
    ['gaps have a bound', 'key', 'gap', plus(1e7, 1)],
  ])('that denies that %s', (sentence, group, field, edit) => {
    expect(contradictions(edited(group, field, edit))).toContain(sentence);
  });

  test('with a sketch that breaks off', () => {
    const sketch = honest.sketch.slice(1);
    expect(contradictions({ ...honest, sketch })).toContain('sketches are of whole strokes');
  });

  test('with more moves than its time has frames', () => {
    expect(contradictions({ ...honest, span_ms: 200 })).toContain('steps come once a frame');
  });

  test('with a sketch of strokes that were not made', () => {
    const sketch = Array.from({ length: 32 }, (_, at) => at);
    expect(contradictions({ ...honest, sketch })).toContain('sketches are of strokes');
  });

  test('with every number at its upper bound, and it is no fault', () => {
    const highest = Object.fromEntries(
      Object.entries(windowVocabulary).map(([group, fields]) => [
        group,
        Object.fromEntries(
          Object.entries(fields as Record<string, { length?: number; max: number }>).map(([field, rule]) => [
            field,
            rule.length === undefined ? rule.max : Array.from({ length: rule.length }, () => rule.max),
          ]),
        ),
      ]),
    );
    expect(contradictions({ ...honest, ...highest }).length).toBeGreaterThan(10);
  });
});
