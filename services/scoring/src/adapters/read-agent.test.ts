import { networksOf, readSnapshot } from '@botect/networks';
import { describe, expect, test } from '@jest/globals';
import crawlers from 'crawler-user-agents';
import fc from 'fast-check';
import UserAgent from 'user-agents';
import { heuristics } from '../core/heuristics.ts';
import { sessionSignals } from '../core/session-signals.ts';
import { emptySession } from '../core/session-state.ts';
import { readByBowser } from './read-agent.bowser.ts';

const snapshot = readSnapshot();
const { crawlerClaim } = networksOf(snapshot.lists, snapshot.crawlers);
const read = readByBowser(crawlerClaim);

/** What a user agent alone is scored, before anything was done. */
function scoreOf(ua: string): number | null {
  const client = { ip: null, ua, header_names: [], accept_language: null };
  return heuristics(sessionSignals({ ...emptySession, client, declared: read(ua) }), null).score;
}

describe('what a user agent says', () => {
  const apple = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
  const blink = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  test.each([
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
      ['edge', 'blink', 142, 'windows', false],
    ],
    [
      `Mozilla/5.0 (X11; Linux x86_64) ${blink} Chrome/120.0.0.0 Safari/537.36 OPR/106.0.0.0`,
      ['opera', 'blink', 120, 'linux', false],
    ],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${blink} SamsungBrowser/30.0 Chrome/143.0.0.0 Mobile Safari/537.36`,
      ['samsung', 'blink', 143, 'android', true],
    ],
    [
      'Mozilla/5.0 (Android 16; Mobile; rv:156.0) Gecko/156.0 Firefox/156.0',
      ['firefox', 'gecko', 156, 'android', true],
    ],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) ${apple} CriOS/148.0.0.0 Mobile/15E148 Safari/604.1`,
      ['chrome', 'webkit', 148, 'ios', true],
    ],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${apple} Version/18.1 Safari/605.1.15`,
      ['safari', 'webkit', 18, 'macos', false],
    ],
    [
      `Mozilla/5.0 (Linux; Android 14; wv) ${blink} Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36`,
      [null, 'blink', 142, 'android', true],
    ],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) ${apple} Mobile/15E148 [Pinterest/iOS]`,
      [null, 'webkit', null, 'ios', true],
    ],
    ['', [null, null, null, null, false]],
  ])('%s', (ua, said) => {
    const { automation, browser, engine, major, system, phone } = read(ua);
    expect([automation, browser, engine, major, system, phone]).toEqual([null, ...said]);
  });
});

describe('declared automation', () => {
  test('is none of 10,000 real visitors', () => {
    const people = UserAgent.top(10_000).map(({ userAgent }) => userAgent);
    expect(people).toHaveLength(10_000);
    expect(people.filter((ua) => scoreOf(ua) !== null)).toEqual([]);
  });

  test('is at least 99 of 100 known crawlers', () => {
    const known = crawlers.flatMap(({ instances }) => instances);
    expect(known.length).toBeGreaterThan(2_000);
    const found = known.filter((ua) => (scoreOf(ua) ?? 99) < 30);
    expect(found.length / known.length).toBeGreaterThanOrEqual(0.99);
  });

  test.each([
    ['ChatGPT-User/1.0', 1],
    ['Mozilla/5.0 (compatible; heritrix/3.3.0 +http://example.org)', 5],
    ['GuzzleHttp/7', 1],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [Pinterest/iOS]',
      null,
    ],
    ['Mozilla/5.0', null],
  ])('%s is scored %p', (ua, score) => {
    expect(scoreOf(ua)).toBe(score);
  });
});

test('a crawler’s name alone makes nobody a crawler: two lists must have it', () => {
  const ua = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  expect(readByBowser(() => 'somebody')(ua).automation).toBeNull();
});

test('any text may be sent as an agent', () => {
  const parts = fc.constantFrom(
    'Mozilla/5.0 (',
    ') AppleWebKit/537.36',
    'Chrome/',
    'Firefox/',
    'constructor/1',
    '9',
    ';',
    ' ',
  );
  const ua = fc.oneof(
    fc.string({ maxLength: 600 }),
    fc.array(parts, { maxLength: 40 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(ua, (text) => {
      const said = read(text);
      expect(JSON.parse(JSON.stringify(said))).toEqual(said);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('an agent known already is not read again', () => {
  const asked: string[] = [];
  const counting = readByBowser((ua) => asked.push(ua));
  for (let turn = 0; turn < 3; turn += 1) counting('Googlebot/2.1');
  expect(asked).toEqual(['Googlebot/2.1']);
});
