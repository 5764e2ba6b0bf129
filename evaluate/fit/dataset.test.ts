import { isWindowPayload } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { assert, integer, property } from 'fast-check';
import { families } from '../families/index.ts';
import { moves, recordingOf, sessionsOf } from '../play/recordings.fixture.ts';
import { seeded } from '../random/seeded.ts';
import { parseEvent } from '../recordings/parse-event.ts';
import type { RecordedEvent, Recording } from '../recordings/recording.ts';
import { augment } from './augment.ts';
import { classMoves, dataset, fittedFamilies } from './dataset.ts';
import { driven } from './driver.ts';
import { reduceSection } from './sections.ts';

const everyKind = ['windmouse', 'scroll-wheels', 'keys-normal', 'touch-swipes', 'human-like'].flatMap(
  (name) => sessionsOf(name),
);
const drags = moves(60).map(([t, , x, y]): RecordedEvent => [t, 'd', x as number, y as number]);
const somebody = recordingOf([
  ...moves(300),
  ...drags.map(([t, ...rest]) => [t + 9_000, ...rest]),
] as RecordedEvent[]);

const seeds = integer({ min: 0, max: 0xffff_ffff });
const rises = (events: readonly RecordedEvent[]) =>
  events.every(([t], at) => Number.isFinite(t) && t >= 0 && t >= (events[at - 1]?.[0] ?? 0));

describe.each([
  ['augmented', augment],
  ['driven', driven],
] as const)('a recording that is %s', (_, change) => {
  test('is what the reader takes, with times that never fall and kinds of its own', () => {
    const holds = property(seeds, (seed) => {
      const { events } = everyKind[seed % everyKind.length] as Recording;
      const changed = change(seeded(seed), events);
      expect(rises(changed)).toBe(true);
      for (const event of changed) parseEvent(JSON.parse(JSON.stringify(event)), 0);
      const kinds = new Set(events.map(([, kind]) => kind));
      expect(changed.every(([, kind]) => kinds.has(kind) || (kind === 'm' && kinds.has('d')))).toBe(true);
    });
    assert(holds, { numRuns: 80, seed: 1 });
  });

  test('is the same for the same seed, and leaves the original as it was', () => {
    const before = JSON.stringify(somebody.events);
    const texts = [5, 5, 6, 7].map((seed) => JSON.stringify(change(seeded(seed), somebody.events)));
    expect(texts[1]).toBe(texts[0]);
    expect(new Set(texts).size).toBeGreaterThan(1);
    expect(JSON.stringify(somebody.events)).toBe(before);
  });
});

describe('a stretch', () => {
  test('is the same whoever is said to have been recorded', () => {
    const bot: Recording = { ...somebody, corpus: 'synthetic', label: 'bot', family: 'f', user: 'f' };
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const [one, other] = [somebody, bot].map((who) => reduceSection(who, 60, seeded(seed)));
      expect(other).toEqual(one);
    }
  });

  test('is a window as the wire takes it, no longer than asked for', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const stretch = reduceSection(somebody, 60, seeded(seed));
      expect(isWindowPayload(stretch)).toBe(true);
      expect(stretch?.motion?.moves).toBeLessThanOrEqual(60);
    }
  });

  test.each([
    ['a recording without a move', []],
    ['9 moves', moves(9)],
    ['too few for what is wanted', moves(41)],
    ['drags alone', drags],
  ])('is not cut out of %s', (_, events) => {
    expect(reduceSection(recordingOf(events), 60, seeded(1))).toBeNull();
  });
});

describe('the samples of a fit', () => {
  const humans = [somebody, { ...somebody, user: '2' }, { ...somebody, user: '2', session: '2' }];
  const samples = dataset(humans, { seed: 1, perHuman: 10, perFamily: 1 });

  test('weigh each person and each family alike in each class', () => {
    for (const size of classMoves.keys()) {
      const of = samples.filter((sample) => sample.size === size);
      const weights = Map.groupBy(of, ({ human, unit, family }) => (human ? unit : family));
      for (const group of weights.values())
        expect(group.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    }
  });

  test('keep apart who is left out together', () => {
    const people = new Set(samples.flatMap(({ human, unit }) => (human ? [unit] : [])));
    expect([...people]).toEqual(['test 1', 'test 2']);
    const groups = new Set(samples.flatMap(({ human, unit }) => (human ? [] : [unit])));
    expect(families.map(({ group }) => group)).toEqual(expect.arrayContaining([...groups]));
  });

  test('hold no family that carries a person’s own movement, nor one without any', () => {
    expect(fittedFamilies.filter(({ needsHuman }) => needsHuman)).toEqual([]);
    const moved = new Set(samples.map(({ family }) => family));
    expect(fittedFamilies.map(({ name }) => name).filter((name) => !moved.has(name))).toEqual([]);
  });

  test('are the same for the same seed', () => {
    const few = () => dataset(humans, { seed: 1, perHuman: 5, perFamily: 1 });
    expect(few()).toEqual(few());
  });
});
