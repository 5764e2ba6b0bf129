import { detections, type Payload } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { windowTerms } from './behavioral.ts';
import { foldBatch } from './fold-batch.ts';
import { languageMismatch, tellIds } from './js-detection.ts';
import { syntheticMotion } from './motion-model.ts';
import { networkDetections } from './network-evidence.ts';
import { requestDetections } from './request-contradictions.ts';
import { scoreSession } from './score-session.ts';
import { batch, clientWith, signal } from './session-builder.fixture.ts';
import type { Batch } from './session-state.ts';
import { invalidSignature } from './signed-agent.ts';
import { snapshotTerms } from './snapshot-terms.ts';
import { wireDetections } from './wire-reasons.ts';

const score = (payload: Payload, over: Partial<Batch> = {}) =>
  scoreSession(foldBatch(null, batch([signal(1, 'snapshot', payload)], over)).state);

const person: Payload = { mouse_entropy: 0.74, mouse_moves: 128 };
const robot: Payload = { mouse_entropy: 0.01, mouse_moves: 128 };
const collector: Payload = {
  total_ms: 12_000,
  visible_ms: 12_000,
  visibility_changes: 1,
  mouse_moves: 24,
  pointer_moves: 25,
  pointer_types: ['mouse'],
  mouse_entropy: 0.181,
  scroll_events: 2,
  scroll_velocity: 387,
  scroll_max_depth_pct: 93,
  click_events: 1,
  key_events: 0,
  first_input_delay_ms: 6,
  time_to_first_input_ms: 7_500,
  js_passed: true,
  navigator_anomaly: true,
};

describe('scoring a session', () => {
  test('the published example of a person scores 87 with nothing held against it', () => {
    expect(score(person)).toMatchObject({ score: 87, detectionIds: [] });
  });

  test('the visitor recorded by collector 1.5 is human, anomaly flag and all', () => {
    expect(score(collector)).toMatchObject({ score: 75, detectionIds: [], jsPassed: true });
  });

  test.each<[string, Payload, number]>([
    ['no input over long visible time', { visible_ms: 60_000, mouse_moves: 0 }, 3001],
    ['low pointer entropy', robot, 3002],
    ['impossible scroll speed', { scroll_velocity: 90_000, scroll_events: 3 }, 3003],
    ['an instant first input', { time_to_first_input_ms: 1, click_events: 1 }, 3004],
    ['a first input delay of exactly 0', { first_input_delay_ms: 0, click_events: 1 }, 3004],
    ['clicks without movement', { click_events: 5, mouse_moves: 0, pointer_types: ['mouse'] }, 3005],
    ['activity while hidden', { visible_ms: 0, total_ms: 9_000, mouse_moves: 5 }, 3006],
  ])('%s lowers the score and is named', (_what, payload, id) => {
    const scored = score(payload);
    expect(scored.detectionIds).toEqual([id]);
    expect(scored.score).toBeLessThan(50);
  });

  test.each<[string, Payload]>([
    ['nothing at all', {}],
    ['five seconds of reading', { visible_ms: 5_000 }],
    ['a failed probe without behaviour', { webdriver: true, js_passed: false }],
  ])('%s is not computed', (_what, payload) => {
    expect(score(payload).score).toBe(0);
  });

  test.each<[string, Payload]>([
    [
      'keyboard-only',
      { key_events: 40, click_events: 4, mouse_moves: 0, pointer_types: [], time_to_first_input_ms: 900 },
    ],
    [
      'touch',
      { click_events: 4, mouse_moves: 0, pointer_types: ['touch'], max_touch_points: 5, coarse_pointer: 1 },
    ],
  ])('a %s visitor is not suspected of moving no mouse', (_what, payload) => {
    expect(score(payload)).toMatchObject({ detectionIds: [] });
  });
});

describe('the JavaScript probe', () => {
  test('never carries a session across the threshold, whatever the threshold', () => {
    const entropy = fc.integer({ min: 0, max: 100 }).map((n) => n / 100);
    fc.assert(
      fc.property(
        entropy,
        fc.nat(200),
        fc.nat(9),
        fc.integer({ min: 2, max: 99 }),
        (e, moves, clicks, threshold) => {
          const payload = { mouse_entropy: e, mouse_moves: moves, click_events: clicks };
          const over = { likelyBotThreshold: threshold };
          const [clean, failed] = [
            score(payload, over).score,
            score({ ...payload, webdriver: true }, over).score,
          ];
          expect(failed < threshold).toBe(clean < threshold);
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });

  test('deepens a suspicion that behaviour already raised', () => {
    expect(score(robot)).toMatchObject({ score: 20 });
    expect(score({ ...robot, webdriver: true })).toMatchObject({
      score: 2,
      detectionIds: [2001, 3002],
      jsPassed: false,
    });
  });

  test('compares the languages of page and request only when both are known', () => {
    const probe: Payload = { ...person, webdriver: true, languages: ['de-DE'] };
    expect(score(probe).detectionIds).toContain(2010);
    expect(score(probe, { client: clientWith({ accept_language: null }) }).detectionIds).not.toContain(2010);
    expect(score(probe, { client: clientWith({ accept_language: 'de' }) }).detectionIds).not.toContain(2010);
  });
});

describe('the declared user agent', () => {
  const as = (ua: string | null, payload: Payload) => score(payload, { client: clientWith({ ua }) });

  test.each([
    'Mozilla/5.0 HeadlessChrome/142.0',
    'PhantomJS/2.1',
    'Googlebot/2.1',
    'my-crawler',
    'Playwright/1.6',
  ])('%s is a definite bot however it behaves', (ua) => {
    expect(as(ua, person).score).toBe(1);
  });

  test.each(['curl/8.5', 'python-requests/2.32', 'Go-http-client/2.0', 'node'])(
    '%s is a definite bot without human behaviour, a relay with it',
    (ua) => {
      expect([as(ua, robot).score, as(ua, {}).score, as(ua, person).score]).toEqual([1, 1, 87]);
    },
  );

  test('an empty agent is suspicious only without human behaviour', () => {
    expect([as('', {}).score, as(null, person).score]).toEqual([20, 87]);
  });

  test('a telephone named Cubot is no bot', () => {
    expect(as('Mozilla/5.0 (Linux; Android 9; CUBOT X19 S)', person).score).toBe(87);
  });
});

describe('a score', () => {
  test('stays between 0 and 99 and is never in a bot band without a detection', () => {
    const payload = fc.record(
      {
        mouse_entropy: fc.double({ min: 0, max: 1, noNaN: true }),
        mouse_moves: fc.nat(1e6),
        scroll_velocity: fc.nat(1e6),
        scroll_events: fc.nat(9),
        click_events: fc.nat(9),
        key_events: fc.nat(9),
        total_ms: fc.nat(1e6),
        visible_ms: fc.nat(1e6),
        time_to_first_input_ms: fc.nat(999),
        first_input_delay_ms: fc.nat(9),
        webdriver: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(payload, (signals) => {
        const scored = score(signals as Payload);
        expect(scored.score).toBeGreaterThanOrEqual(0);
        expect(scored.score).toBeLessThanOrEqual(99);
        if (scored.score > 0 && scored.score < 30) expect(scored.detectionIds).not.toEqual([]);
      }),
      { numRuns: 1000, seed: 7 },
    );
  });

  test('can raise every detection of the registry but those of policy, and no other', () => {
    const raised = [
      1001,
      1002,
      1003,
      ...Object.values(requestDetections),
      ...Object.values(networkDetections),
      invalidSignature,
      ...Object.values(tellIds),
      languageMismatch,
      ...[...snapshotTerms, ...windowTerms].map(({ id }) => id),
      ...[syntheticMotion, ...Object.values(wireDetections)],
    ];
    const registered = detections.filter(({ engine }) => engine !== 'policy').map(({ id }) => id);
    expect([...new Set(raised)].filter((id) => id !== null).sort()).toEqual(registered);
  });
});
