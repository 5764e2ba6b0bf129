import { detections } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { foldBatch } from './fold-batch.ts';
import { jsDetection, tellIds } from './js-detection.ts';
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

test('a state stored before there were as many tells still reads', () => {
  const { state } = foldBatch(null, batch([signal(1, 'js_probe', { webdriver: true })]));
  const stored = JSON.parse(
    JSON.stringify({ ...state, probe: { passed: false, tells: ['webdriver'], languages: [] } }),
  );
  const more = foldBatch(stored, batch([signal(2, 'js_probe', { driver_globals: true })])).state;
  expect(more.probe.tells).toEqual(['driver_globals', 'webdriver']);
});
