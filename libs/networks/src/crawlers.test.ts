import { describe, expect, test } from '@jest/globals';
import { networksOf } from './networks.ts';
import { readSnapshot } from './snapshot.ts';

const { lists, crawlers } = readSnapshot();
const networks = networksOf(lists, crawlers);
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const inPhone =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 ' +
  'Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0';

describe('the crawler an agent names', () => {
  test.each([
    [googlebot, 'google-crawler'],
    ['Googlebot-Image/1.0', 'google-crawler-image'],
    ['Mozilla/5.0 (compatible; BINGBOT/2.0; +http://www.bing.com/bingbot.htm)', 'bing-crawler'],
    [
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
      'openai-crawler',
    ],
    ['AdsBot-Google-Mobile-Apps', 'google-adsbot'],
    ['TelegramBot (like TwitterBot)', 'telegram-crawler'],
    ['facebookexternalhit/1.1', 'facebook-share-crawler'],
  ])('%s', (ua, id) => {
    expect(networks.crawlerClaim(ua)?.id).toBe(id);
  });

  test.each([
    '',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'Mozilla/5.0 (Linux; Android 9; CUBOT X19 S)',
    inPhone,
    'Daumoa/4.0 (Following Mediapartners-Google)',
    'Feedly/1.0 (+http://www.feedly.com/fetcher.html; 12 subscribers; like FeedFetcher-Google)',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [Pinterest/iOS]',
    'Mozilla/5.0 (Linux; Android 14; SM-S911B) Chrome/142.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/480.0;]',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) GSA/345.0 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile Safari/537.36 BingSapphire/30.0',
    'Mozilla/5.0 (Linux; arm_64; Android 14) Chrome/130.0 YaBrowser/24.12 YandexSearchApp/24.12 Mobile',
    'Mozilla/5.0 (Linux; Android 10) Chrome/97.0 Mobile Safari/537.36 baiduboxapp/13.9',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1 DuckDuckGo/7',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148 Twitter for iPhone/10.50',
    `${'x'.repeat(600)}Googlebot/2.1`,
  ])('is none in %j', (ua) => {
    expect(networks.crawlerClaim(ua)).toBeNull();
  });

  test('is found in no more time for an agent made to take long', () => {
    const hard = ['Goog', 'adsbot-google-', 'x', ' ', 'Face'].map((piece) =>
      piece.repeat(20_000).slice(0, 60_000),
    );
    const began = performance.now();
    for (let turn = 0; turn < 100; turn += 1) hard.map(networks.crawlerClaim);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

const verify = (ua: string, ip: string) => {
  const claim = networks.crawlerClaim(ua);
  return claim === null ? null : networks.verifyByAddress(claim, ip);
};

describe('a claim', () => {
  test.each([
    ['in a published range', googlebot, '66.249.66.1', 'verified'],
    ['in one of IPv6', googlebot, '2001:4860:4801:10::1', 'verified'],
    ['in one, as a dual-stack socket shows it', googlebot, '::ffff:66.249.66.1', 'verified'],
    ['in nobody’s range, with host names to ask for', googlebot, '8.8.8.8', 'unknown'],
    ['in another crawler’s range', googlebot, '40.77.167.1', 'unknown'],
    ['in no range, with no other way to prove it', 'GPTBot/1.2', '8.8.8.8', 'refuted'],
    ['of one whose list is not here yet', 'AhrefsBot/7.0', '8.8.8.8', 'unknown'],
    ['of one that has host names alone', 'Applebot/0.1', '17.241.1.1', 'unknown'],
    ['from an address that says nothing', 'GPTBot/1.2', '10.0.0.1', 'unknown'],
    ['from what is no address', 'GPTBot/1.2', 'unknown', 'unknown'],
  ])('%s', (_what, ua, ip, outcome) => {
    expect(verify(ua, ip)).toBe(outcome);
  });

  test('is what verifies: a crawler’s address under another name is nobody', () => {
    expect(verify('Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0', '66.249.66.1')).toBeNull();
  });
});

describe('what proves a crawler', () => {
  const prove = (ip: string, ua: string, answer: boolean | null) => {
    const asked: string[] = [];
    const knowing = networksOf(lists, crawlers, (crawler, address) => {
      asked.push(`${crawler.id} ${address}`);
      return answer;
    });
    return { proof: knowing.proveCrawler(ip, ua)?.proof ?? null, asked };
  };

  test.each<[string, string, string, boolean | null, string | null, readonly string[]]>([
    ['a published address is enough', '66.249.66.1', googlebot, false, 'verified', []],
    ['a list that is all there is refutes', '9.9.9.9', 'GPTBot/1.0', true, 'refuted', []],
    [
      'the name system is asked where no list says so',
      '9.9.9.9',
      googlebot,
      null,
      'unknown',
      ['google-crawler 9.9.9.9'],
    ],
    ['the name system confirms', '9.9.9.9', googlebot, true, 'verified', ['google-crawler 9.9.9.9']],
    ['the name system denies', '9.9.9.9', googlebot, false, 'refuted', ['google-crawler 9.9.9.9']],
    ['nobody can tell', '9.9.9.9', 'AhrefsBot/7.0', true, 'unknown', []],
    ['a browser is asked nothing', '66.249.66.1', 'Mozilla/5.0', true, null, []],
  ])('%s', (_what, ip, ua, answer, proof, asked) => {
    expect(prove(ip, ua, answer)).toEqual({ proof, asked });
  });
});
