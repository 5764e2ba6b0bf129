import { detections } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldBatch } from './fold-batch.ts';
import { corroboration, jsDetection, tellIds } from './js-detection.ts';
import { batch, signal } from './session-builder.fixture.ts';
import { sessionSignals } from './session-signals.ts';
import { type Tell, tells } from './session-state.ts';

const judge = (seen: readonly Tell[], passed?: boolean) => {
  const payload = {
    ...Object.fromEntries(seen.map((tell) => [tell, true])),
    ...(passed !== undefined && { js_passed: passed }),
  };
  return jsDetection(sessionSignals(foldBatch(null, batch([signal(1, 'js_probe', payload)])).state));
};
const decisive: readonly Tell[] = ['webdriver', 'headless', 'headless_ua', 'driver_globals'];
const others = tells.filter((tell) => !decisive.includes(tell));

describe('a tell', () => {
  test('has the detection of its name, all of them one each', () => {
    const named = new Map(detections.map(({ id, name }) => [id, name]));
    const aliases: Partial<Record<Tell, string>> = { headless_ua: 'headless_client_agent' };
    expect(tells.map((tell) => named.get(tellIds[tell]))).toEqual(tells.map((tell) => aliases[tell] ?? tell));
  });

  test.each(decisive)('%s fails the probe, whatever the page thinks', (tell) => {
    expect(judge([tell], true)).toMatchObject({ passed: false, reasons: [{ id: tellIds[tell], points: 0 }] });
  });

  test.each(others)('%s fails nothing by itself, and is not held against anybody', (tell) => {
    expect(judge([tell], true)).toEqual({ passed: true, reasons: [] });
    expect(judge([tell])).toEqual({ passed: null, reasons: [] });
  });

  test('of an honest kind is told beside one that is not', () => {
    const ids = judge(['unknown_time_zone', 'no_webgl', 'webdriver']).reasons.map(({ id }) => id);
    expect(ids.toSorted()).toEqual([2001, 2018, 2019]);
  });
});

describe('corroboration', () => {
  const of = (...seen: Tell[]) => corroboration({ tells: seen });

  test.each<[number, Tell[]]>([
    [0, []],
    [1, ['webdriver']],
    [1, ['headless', 'headless_ua']],
    [2, ['webdriver', 'headless_ua']],
    [2, ['webdriver', 'debugger_attached']],
    [3, ['webdriver', 'headless', 'headless_ua', 'driver_globals']],
    [0, ['debugger_attached']],
    [0, ['rewritten_functions', 'contexts_disagree', 'rewritten_webdriver_flag']],
    [1, ['debugger_attached', 'rewritten_functions']],
    [2, ['debugger_attached', 'rewritten_functions', 'engine_mismatch']],
  ])('is %d for %j', (count, seen) => {
    expect(of(...seen)).toBe(count);
  });

  test('comes from nothing that virtual machines, privacy settings or old computers show', () => {
    const harmless = others.filter(
      (tell) =>
        ![
          'debugger_attached',
          'rewritten_functions',
          'contexts_disagree',
          'rewritten_webdriver_flag',
          'engine_mismatch',
        ].includes(tell),
    );
    expect([harmless.length, of(...harmless)]).toEqual([9, 0]);
  });

  test('never shrinks when more is seen', () => {
    const some = fc.subarray([...tells]);
    fc.assert(
      fc.property(some, some, (left, right) => {
        expect(of(...new Set([...left, ...right]))).toBeGreaterThanOrEqual(of(...left));
      }),
    );
  });
});

test('a state stored before there were as many tells still reads', () => {
  const { state } = foldBatch(null, batch([signal(1, 'js_probe', { webdriver: true })]));
  const stored = JSON.parse(
    JSON.stringify({ ...state, probe: { passed: false, tells: ['webdriver'], languages: [] } }),
  );
  const more = foldBatch(stored, batch([signal(2, 'js_probe', { driver_globals: true })])).state;
  expect(more.probe.tells).toEqual(['driver_globals', 'webdriver']);
});
