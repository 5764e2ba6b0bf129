import { describe, expect, test } from '@jest/globals';
import { foldBatch } from './fold-batch.ts';
import { asked, fetchedByChromium as headers, chrome142 as ua } from './request-builder.fixture.ts';
import { scoreSession } from './score-session.ts';
import { batch, clientWith, signal } from './session-builder.fixture.ts';

const telephone =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';
const person = { mouse_entropy: 0.74, mouse_moves: 128 };

describe('a page in another browser than the request named', () => {
  test.each([
    ['a headless one', ua, { headless_ua: true }],
    ['another engine', ua, { engine_mismatch: true }],
    ['a telephone without a touch screen', telephone, { max_touch_points: 0 }],
  ])('%s is a doubt', (_what, agent, payload) => {
    const { score, detectionIds } = asked({ ua: agent, headers, payload });
    expect([score, detectionIds]).toEqual([0, expect.arrayContaining([1013])]);
  });

  test.each([
    ['a telephone', telephone, { max_touch_points: 5 }],
    ['a telephone that was not asked', telephone, {}],
    ['a desk', ua, { max_touch_points: 0 }],
    ['a person’s, whatever it is', ua, { ...person, engine_mismatch: true }],
  ])('is not %s', (_what, agent, payload) => {
    expect(asked({ ua: agent, headers, payload }).detectionIds).toEqual([]);
  });
});

describe('pages as the site’s server saw them', () => {
  const hit = (headerNames: readonly string[]) => ({
    report: {
      ...{ atMs: 1, pageId: 'a', loggedIn: null, address: null },
      hit: { idHash: 9, headerNames, languages: [], hadSessionCookie: false },
    },
  });

  test.each([
    ['a tool’s, in whatever order', ['accept', 'host', 'user-agent', 'accept-encoding'], 0, [1010]],
    ['a browser’s', ['host', 'accept-language', 'accept', 'user-agent'], 0, []],
    ['unknown', [], 0, []],
  ])('are %s', (_what, names, score, detectionIds) => {
    expect(asked({ ua, headers, over: hit(names) })).toMatchObject({ score, detectionIds });
  });

  test('make a tool’s batch certain', () => {
    const over = hit(['host', 'user-agent', 'accept']);
    expect(asked({ ua, headers: 'host user-agent accept', over }).score).toBe(1);
  });
});

describe('what an agent says', () => {
  test('is that of the newest browser, and part of the state', () => {
    const declared = {
      automation: 'named',
      browser: null,
      engine: null,
      major: null,
      system: null,
      phone: false,
    } as const;
    const first = batch([signal(1, 'mouse')], { client: clientWith({}), declared });
    const { state } = foldBatch(null, first);
    expect(scoreSession(JSON.parse(JSON.stringify(state))).detectionIds).toEqual([1001]);
    const later = foldBatch(state, batch([signal(2, 'mouse')], { acceptedAtMs: 9_000 }));
    expect(scoreSession(later.state).detectionIds).toEqual([]);
    const relayed = foldBatch(state, batch([signal(2, 'mouse')], { acceptedAtMs: 9_000, client: null }));
    expect(scoreSession(relayed.state).detectionIds).toEqual([1001]);
  });

  test('nobody has read in sessions stored before, and says nothing', () => {
    const { state } = foldBatch(
      null,
      batch([signal(1, 'mouse')], { client: clientWith({ ua: 'heritrix/3.1' }) }),
    );
    expect(scoreSession(state)).toMatchObject({ score: 0, detectionIds: [] });
  });
});
