import { describe, expect, test } from '@jest/globals';
import { asked, chrome142, fetchedByChromium } from './request-builder.fixture.ts';

const ua = chrome142;
const person = { mouse_entropy: 0.74, mouse_moves: 128 };
const robot = { mouse_entropy: 0.01, mouse_moves: 128 };
const curl = 'host user-agent accept';

/** Recordable names as each tool sent them with a POST of JSON under a browser's agent. */
const tools: readonly (readonly [string, string])[] = [
  ['curl', curl],
  ['curl --compressed', 'host user-agent accept accept-encoding'],
  ['Wget', 'host user-agent accept accept-encoding connection'],
  ['python-requests', 'host user-agent accept-encoding accept connection'],
  ['Python urllib', 'accept-encoding host user-agent connection'],
  ['aiohttp', 'host user-agent accept accept-encoding'],
  ['httpx', 'host accept accept-encoding connection user-agent'],
  ['Go', 'host user-agent accept-encoding'],
  ['Node fetch', 'host connection user-agent accept accept-language sec-fetch-mode accept-encoding'],
  [
    'Node fetch with a language',
    'host connection user-agent accept-language accept sec-fetch-mode accept-encoding',
  ],
  ['Node http', 'user-agent host connection'],
  ['axios', 'accept user-agent accept-encoding host connection'],
  ['got', 'user-agent accept accept-encoding host connection'],
  ['okhttp', 'user-agent host connection accept-encoding'],
  ['Java HttpClient', 'connection host user-agent'],
  ['Java HttpURLConnection', 'user-agent host accept connection'],
  ['Ruby Net::HTTP', 'accept-encoding accept user-agent connection host'],
];

describe('the headers of a tool under the name of a browser', () => {
  test.each(tools)('%s is caught', (_tool, headers) => {
    expect(asked({ ua, headers })).toMatchObject({ score: 5, detectionIds: [1010] });
  });

  test.each(tools)('%s is caught behind a gateway that sorts headers', (_tool, headers) => {
    const [host, agent, ...rest] = ['host', 'user-agent', ...headers.split(' ').sort()];
    const sorted = [host, agent, ...rest.filter((name) => name !== host && name !== agent)].join(' ');
    expect(asked({ ua, headers: sorted }).detectionIds).toEqual([1010]);
  });

  test('name a robot more plainly than its behaviour does', () => {
    expect(asked({ ua, headers: curl, payload: robot })).toMatchObject({
      score: 5,
      detectionIds: [1010, 3002],
    });
  });

  test('are a relay’s where the behaviour is a person’s', () => {
    expect(asked({ ua, headers: curl, payload: person })).toMatchObject({ score: 87, detectionIds: [] });
  });

  test('are definite beside a second contradiction', () => {
    const hints = { ua: '"Chromium";v="120"', platform: '"Windows"', mobile: '?0' };
    expect(asked({ ua, headers: curl, client: { hints } })).toMatchObject({
      score: 1,
      detectionIds: [1010, 1012],
    });
  });

  test('say nothing of a web view, whose app may fetch for it', () => {
    const view =
      'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36';
    expect(asked({ ua: view, headers: curl })).toMatchObject({ score: 0, detectionIds: [] });
  });

  test.each([
    ['a list thinned out by a gateway', 'host user-agent'],
    ['an empty list', ''],
    [
      'a browser that keeps its language to itself',
      'host connection user-agent accept referer accept-encoding',
    ],
    ['Chromium', fetchedByChromium],
  ])('are not seen in %s', (_what, headers) => {
    expect(asked({ ua, headers, client: { https: undefined } }).detectionIds).toEqual([]);
  });
});

describe('the order of headers', () => {
  const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
  const dressed =
    'host user-agent accept-encoding accept connection accept-language sec-fetch-site sec-fetch-mode sec-fetch-dest sec-ch-ua';

  test('of another browser is a doubt', () => {
    const languageFirst =
      'host accept-language user-agent accept sec-fetch-mode sec-fetch-site accept-encoding';
    expect(asked({ ua, headers: languageFirst })).toMatchObject({ score: 0, detectionIds: [1010] });
    expect(asked({ ua: firefox, headers: languageFirst }).detectionIds).toEqual([1010]);
  });

  test('gives python-requests away in any dress, as a doubt', () => {
    expect(asked({ ua, headers: dressed })).toMatchObject({ score: 0, detectionIds: [1010] });
    const plain = asked({ ua, headers: fetchedByChromium, payload: robot }).score;
    expect(asked({ ua, headers: dressed, payload: robot }).score).toBe(plain - 8);
  });

  test.each([
    [
      'Firefox is its own',
      firefox,
      'host user-agent accept accept-language accept-encoding referer sec-fetch-dest sec-fetch-mode sec-fetch-site',
    ],
    [
      'Firefox after sorting is nobody’s',
      firefox,
      'host user-agent accept accept-encoding accept-language referer sec-fetch-dest sec-fetch-mode sec-fetch-site',
    ],
    [
      'Safari is of no account',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
      'host accept-encoding connection accept user-agent referer accept-language',
    ],
  ])('of %s', (_what, agent, headers) => {
    expect(asked({ ua: agent, headers }).detectionIds).toEqual([]);
  });
});

describe('headers that are missing', () => {
  const old = 'host connection user-agent accept referer accept-encoding accept-language';

  test('over TLS are held against browsers that always send them', () => {
    expect(asked({ ua, headers: old })).toMatchObject({ score: 0, detectionIds: [1011] });
  });

  test.each([
    ['without TLS', ua, { https: undefined }],
    ['of an old browser', ua.replace('142', '80'), {}],
    ['of a list thinned out', ua, { header_names: ['host', 'user-agent'] }],
  ])('are not %s', (_what, agent, client) => {
    expect(asked({ ua: agent, headers: old, client }).detectionIds).toEqual([]);
  });

  test('of Chromium without brands are a privacy browser’s', () => {
    const headers = fetchedByChromium.replaceAll(/sec-ch-ua\S* /g, '');
    expect(asked({ ua, headers }).detectionIds).toEqual([]);
  });

  test('count hard beside another contradiction', () => {
    const page = asked({ ua, headers: old, payload: { headless_ua: true } });
    expect(page).toMatchObject({ score: 15, detectionIds: [1011, 1013, 2003] });
  });
});
