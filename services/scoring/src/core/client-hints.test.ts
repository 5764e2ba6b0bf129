import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asked, chrome142, fetchedByChromium } from './request-builder.fixture.ts';

const chromium = (system: string, tail = 'Chrome/142.0.0.0 Safari/537.36') =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${tail}`;
const linux = 'X11; Linux x86_64';
const windows = 'Windows NT 10.0; Win64; x64';
const telephone = 'Linux; Android 10; K';
const mobileTail = 'Chrome/142.0.0.0 Mobile Safari/537.36';
const grease = '"Not:A-Brand";v="8", "Chromium";v="142"';

const withHints = (ua: string, list: string, platform: string, mobile = '?0') =>
  asked({ ua, headers: fetchedByChromium, client: { hints: { ua: list, platform, mobile } } });

describe('client hints agree with the agent', () => {
  test.each([
    ['of Chrome', chromium(windows), `"Google Chrome";v="142", ${grease}`, '"Windows"', '?0'],
    ['in any order', chromium(linux), '"Chromium";v="142", " Not;A Brand";v="99"', '"Linux"', '?0'],
    [
      'of Edge',
      chromium(windows, 'Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0'),
      `"Microsoft Edge";v="142", ${grease}`,
      '"Windows"',
      '?0',
    ],
    [
      'of Opera, whose own version differs',
      chromium(windows, 'Chrome/142.0.0.0 Safari/537.36 OPR/126.0.0.0'),
      `"Opera";v="126", ${grease}`,
      '"Windows"',
      '?0',
    ],
    [
      'of Brave',
      chromium('Macintosh; Intel Mac OS X 10_15_7'),
      `"Brave";v="142", ${grease}`,
      '"macOS"',
      '?0',
    ],
    [
      'of Samsung Internet',
      chromium(telephone, 'SamsungBrowser/30.0 Chrome/142.0.0.0 Mobile Safari/537.36'),
      `"Samsung Internet";v="30.0", ${grease}`,
      '"Android"',
      '?1',
    ],
    ['of a telephone in desktop mode', chromium(linux), grease, '"Android"', '?0'],
    ['of Chrome OS', chromium('X11; CrOS x86_64 14541.0.0'), grease, '"Chrome OS"', '?0'],
    ['of a frozen agent', chromium(windows, 'Chrome/99.0.4844.51 Safari/537.36'), grease, '"Windows"', '?0'],
    ['of a system nobody knows', chromium(linux), grease, '"Fuchsia"', '?0'],
    ['of a system nobody could know', chromium(linux), grease, '"constructor"', '?0'],
    ['left empty', chromium(windows), '', '""', '?0'],
    [
      'of a web view under its app’s own agent',
      `${chromium('Linux; Android 14; Pixel 8; wv', `Version/4.0 ${mobileTail}`)} Shop/9`,
      '"Android WebView";v="120", "Chromium";v="120"',
      '"Android"',
      '?1',
    ],
  ])('%s', (_what, ua, list, platform, mobile) => {
    expect(withHints(ua, list, platform, mobile).detectionIds).toEqual([]);
  });

  test('when there are none: Safari, Firefox and all of iOS have none', () => {
    const ios =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/148.0.0.0 Mobile/15E148 Safari/604.1';
    expect(
      asked({ ua: ios, headers: 'host accept user-agent referer accept-language' }).detectionIds,
    ).toEqual([]);
  });
});

describe('client hints contradict the agent', () => {
  test.each([
    [
      'Firefox with any',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
      grease,
      '"Windows"',
      '?0',
    ],
    [
      'an iPhone with any',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1',
      grease,
      '"iOS"',
      '?1',
    ],
    ['another version', chromium(linux), '"Chromium";v="120"', '"Linux"', '?0'],
    ['Windows on Linux', chromium(windows), grease, '"Linux"', '?0'],
    ['a telephone on Linux', chromium(telephone, mobileTail), grease, '"Linux"', '?1'],
    ['Windows on a telephone', chromium(windows), grease, '', '?1'],
  ])('%s: a doubt, never a score by itself', (_what, ua, list, platform, mobile) => {
    const headers = ua.includes('Firefox') ? 'host user-agent accept sec-fetch-site' : fetchedByChromium;
    const hints = { ua: list, platform, mobile };
    expect(asked({ ua, headers, client: { hints } })).toMatchObject({ score: 0, detectionIds: [1012] });
  });

  test('and take no person across the threshold', () => {
    const hints = { ua: '"Chromium";v="120"', platform: '"Windows"', mobile: '?1' };
    const slow = { mouse_entropy: 0.01, mouse_moves: 128, scroll_events: 3, time_to_first_input_ms: 900 };
    const at = (client: object) =>
      asked({ ua: chrome142, headers: fetchedByChromium, client, payload: slow }).score;
    expect([at({}), at({ hints })]).toEqual([33, 30]);
  });

  test('a headless browser that hides behind its agent is definite', () => {
    const brands = `"HeadlessChrome";v="142", ${grease}`;
    expect(withHints(chromium(windows), brands, '"Windows"')).toMatchObject({
      score: 1,
      detectionIds: [1002],
    });
  });
});

test('any text may be sent as a hint', () => {
  const hint = fc.option(fc.string({ maxLength: 256 }));
  fc.assert(
    fc.property(fc.record({ ua: hint, platform: hint, mobile: hint }), (hints) => {
      const { score, detectionIds } = asked({ ua: chrome142, headers: fetchedByChromium, client: { hints } });
      expect([score, detectionIds.filter((id) => id !== 1012)]).toEqual([0, []]);
    }),
    { seed: 7, numRuns: 300 },
  );
});
