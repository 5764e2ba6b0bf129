import { describe, expect, test } from '@jest/globals';
import { type Hand, perform, planOf } from './plan.ts';

const seeds = Array.from({ length: 30 }, (_, seed) => seed);

describe('a plan', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(planOf(4)).toEqual(planOf(4));
    expect(planOf(4).steps).not.toEqual(planOf(7).steps);
  });

  test.each(seeds)(
    'of seed %i asks enough to be judged by: five clicks, 20 keys, 120 moves, some scrolling',
    (seed) => {
      const { steps, style } = planOf(seed);
      const typed = steps.flatMap((step) => (step.do === 'type' ? [...step.text] : []));
      const wanders = steps.filter((step) => step.do === 'wander');
      expect(steps.filter((step) => step.do === 'click').length).toBeGreaterThanOrEqual(5);
      expect(typed.length).toBeGreaterThanOrEqual(20);
      expect(steps.some((step) => step.do === 'scroll')).toBe(true);
      expect(wanders.length * style.steps).toBeGreaterThanOrEqual(120);
    },
  );

  test('is done in order, and its last step leaves the page', async () => {
    const done: string[] = [];
    const note = (what: string) => async (of: unknown) => void done.push(`${what} ${of}`);
    const hand: Hand = {
      wander: note('wander'),
      click: note('click'),
      type: note('type'),
      scroll: note('scroll'),
      close: async () => {},
    };
    await perform(planOf(0), hand);
    expect(done.map((line) => line.split(' ')[0])).toEqual(planOf(0).steps.map((step) => step.do));
    expect(done.at(-1)).toBe('click done');
  });
});
