import { describe, expect, test } from '@jest/globals';
import { SendFault } from '../api/send.ts';
import { bot, client, human } from '../fake-api.fixture.ts';
import { settled } from '../time.fixture.ts';
import { VerdictCache } from './verdict-cache.ts';

const session = 'sess_1';
const never = new Promise<never>(() => {});

describe('a verdict', () => {
  test.each([
    ['a decision is decided', human, { kind: 'decided', verdict: human }],
    ['a block is decided', bot, { kind: 'decided', verdict: bot }],
    [
      'nothing computed is unknown, whatever the action',
      { ...bot, verdict: 'not_computed', score: 0 },
      { kind: 'unknown', reason: 'no_evidence' },
    ],
    ['score 0 is unknown', { ...bot, score: 0 }, { kind: 'unknown', reason: 'no_evidence' }],
    ['a verified robot needs no score', { ...bot, verdict: 'verified', score: 0 }, { kind: 'decided' }],
    ['a wrong key is unknown', 401, { kind: 'unknown', reason: 'refused' }],
    ['an ended subscription is unknown', 402, { kind: 'unknown', reason: 'refused' }],
    ['a redirect is unknown', 302, { kind: 'unknown', reason: 'refused' }],
    ['a failing server is unreachable', 503, { kind: 'unreachable', reason: 'status' }],
    ['too many calls is unreachable', 429, { kind: 'unreachable', reason: 'status' }],
    ['a broken wire is unreachable', new SendFault('network'), { kind: 'unreachable', reason: 'network' }],
    [
      'an endless answer is unreachable',
      new SendFault('too_large'),
      { kind: 'unreachable', reason: 'malformed' },
    ],
  ])('%s', async (_, reply, outcome) => {
    const { api, guard } = client();
    api.verdict = reply;
    expect(await guard.verdict(session)).toMatchObject(outcome);
  });

  test.each([
    ['no JSON', '<html>'],
    ['null', 'null'],
    ['an unknown action', { ...human, action: 'captcha' }],
    ['an unknown band', { ...human, verdict: 'human' }],
    ['a score of 100', { ...human, score: 100 }],
    ['a negative score', { ...human, score: -1 }],
    ['a fraction', { ...human, score: 1.5 }],
    ['a score as text', { ...human, score: '87' }],
    ['ids as text', { ...human, detection_ids: ['1001'] }],
    ['ids as an object', { ...human, detection_ids: {} }],
    ['no reason', { ...human, reason: null }],
  ])('that is malformed (%s) is no verdict', async (_, reply) => {
    const { api, guard } = client();
    api.verdict = reply;
    expect(await guard.verdict(session)).toEqual({ kind: 'unreachable', reason: 'malformed' });
  });

  test.each([[null], [''], ['a b'], ['../admin'], ['é'], ['x'.repeat(129)]])(
    'of %j, which names no session, is unknown and never asked for',
    async (token) => {
      const { api, guard } = client();
      expect(await guard.verdict(token)).toEqual({ kind: 'unknown', reason: 'no_session' });
      expect(api.calls).toEqual([]);
    },
  );

  test('that does not come is given up after the budget, even by a transport that never settles', async () => {
    const { api, guard, time, faults } = client({ verdictTimeoutMs: 700 });
    api.verdict = never;
    const asked = guard.verdict(session);
    await time.advance(700);
    expect(await asked).toEqual({ kind: 'unreachable', reason: 'timeout' });
    expect(faults).toMatchObject([{ kind: 'unreachable' }]);
  });

  test('is asked for with the private key and the context alone', async () => {
    const { api, guard } = client();
    await guard.verdict(session, { path: "/a b/'x'", country: 'DE', logged_in: false });
    expect(api.calls[0]).toMatchObject({
      path: '/v1/sessions/sess_1/verdict?path=%2Fa%20b%2F%27x%27&country=DE&logged_in=0',
      headers: { authorization: 'Bearer sk_private', 'user-agent': 'botect-sdk-node/0.1' },
      budget: { connectMs: 200, totalMs: 1_000 },
    });
  });

  test('cuts what the visitor made too long, between characters, and is asked for all the same', async () => {
    const { api, guard } = client();
    await guard.verdict(session, { path: `/${'é'.repeat(5_000)}\ud800` });
    const path = new URL(`http://x${api.calls[0]?.path}`).searchParams.get('path') ?? '';
    expect(path).toBe(`/${'é'.repeat(1_023)}`);
  });
});

describe('the memory of verdicts', () => {
  test('saves the second call within ten seconds, and not the one after', async () => {
    const { api, guard, time } = client();
    for (const pauseMs of [0, 9_999, 1]) {
      await time.advance(pauseMs);
      await guard.verdict(session);
    }
    expect(api.calls).toHaveLength(2);
  });

  test('does not last longer when the clock is set back', async () => {
    const { api, guard, time } = client();
    await guard.verdict(session);
    time.set(-3_600_000);
    await time.advance(10_000);
    await guard.verdict(session);
    expect(api.calls).toHaveLength(2);
  });

  test('keeps contexts and login states apart', async () => {
    const { api, guard } = client();
    for (const context of [{}, { path: '/a' }, { path: '/b' }, { logged_in: true }, { logged_in: false }]) {
      await guard.verdict(session, context);
      await guard.verdict(session, context);
    }
    expect(api.calls).toHaveLength(5);
  });

  test.each([[{ ...human, score: 0 }], [500], [401]])('does not keep %j', async (reply) => {
    const { api, guard } = client();
    api.verdict = reply;
    await guard.verdict(session);
    await guard.verdict(session);
    expect(api.calls).toHaveLength(2);
  });

  test('lets those who ask the same at a time share one call', async () => {
    const { api, guard } = client();
    await Promise.all([guard.verdict(session), guard.verdict(session), guard.verdict(session)]);
    expect(api.calls).toHaveLength(1);
  });

  test('is dropped at a login', async () => {
    const { api, guard } = client();
    await guard.verdict(session);
    guard.loggedIn(session);
    api.verdict = bot;
    expect(await guard.verdict(session)).toMatchObject({ verdict: { action: 'block' } });
  });

  test('never takes an answer that was asked for before the login', async () => {
    const { api, guard } = client();
    let arrive = (_: never) => {};
    api.verdict = new Promise<never>((resolve) => {
      arrive = resolve;
    });
    const early = guard.verdict(session);
    await settled();
    guard.loggedIn(session);
    arrive(human as never);
    await early;
    api.verdict = bot;
    expect(await guard.verdict(session)).toMatchObject({ verdict: { action: 'block' } });
  });

  test('is dropped once more when the login has arrived', async () => {
    const { api, guard } = client();
    let arrive = (_: never) => {};
    api.delivery = new Promise<never>((resolve) => {
      arrive = resolve;
    });
    guard.loggedIn(session);
    await guard.verdict(session);
    arrive({ logged_in: true, asserted_at: '2026-09-08T00:00:00Z' } as never);
    await settled();
    await guard.verdict(session);
    expect(api.calls.filter(({ method }) => method === 'GET')).toHaveLength(2);
  });

  test('holds a bounded number of sessions', async () => {
    const { api, guard } = client();
    for (let at = 0; at < 10_001; at++) await guard.verdict(`sess_${at}`);
    await guard.verdict('sess_10000');
    await guard.verdict('sess_0');
    expect(api.calls).toHaveLength(10_002);
  });
});

test('a revoked key is reported once, however many visitors come', async () => {
  const { api, guard, faults } = client();
  api.verdict = 401;
  for (let at = 0; at < 5; at++) await guard.verdict(session);
  expect(faults).toMatchObject([{ kind: 'refused', message: 'Botect answered a verdict read with 401' }]);
});

describe('an outage', () => {
  test('is asked about once in five seconds after five failures, and over at the first answer', async () => {
    const { api, guard, time } = client();
    api.verdict = 500;
    for (let at = 0; at < 20; at++) await guard.verdict(session);
    expect(api.calls).toHaveLength(5);
    expect(await guard.verdict(session)).toEqual({ kind: 'unreachable', reason: 'paused' });
    await time.advance(5_000);
    api.verdict = human;
    expect(await guard.verdict(session)).toMatchObject({ kind: 'decided' });
    expect(await guard.verdict('sess_2')).toMatchObject({ kind: 'decided' });
  });
});

test('what a visitor chooses to ask for takes no room: contexts are remembered by their hashes', () => {
  const cache = new VerdictCache(() => 0, 10_000);
  const memory = cache.of('sess_1');
  cache.write(memory, 'x'.repeat(6_000), { kind: 'decided', verdict: human });
  expect(cache.read(memory, 'x'.repeat(6_000))?.kind).toBe('decided');
  expect([...memory.outcomes.keys()].join('').length).toBeLessThan(100);
});
