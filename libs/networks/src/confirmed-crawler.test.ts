import { fakeClock } from '@botect/testkit';
import { describe, expect, test } from '@jest/globals';
import { confirmedByReverseDns } from './confirmed-crawler.ts';
import type { Crawler } from './network-list.ts';
import type { ReverseDns } from './reverse-dns.ts';

const host = 'crawl-1.googlebot.com';
const crawler: Crawler = {
  id: 'google-crawler',
  category: 'Search',
  names: [],
  unless: [],
  lists: [],
  hosts: ['crawl-*.googlebot.com'],
};
const ip = '66.249.66.1';
const [minuteMs, hourMs] = [60_000, 3_600_000];

/** A name system whose answers are given by hand. */
function slowDns() {
  const questions: { readonly address: string; answer(names: readonly string[]): void; fail(): void }[] = [];
  const dns: ReverseDns = {
    names: (address) => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>();
      questions.push({ address, answer: resolve, fail: () => reject(new Error('ETIMEOUT')) });
      return promise;
    },
    addresses: async () => questions.map(({ address }) => address),
  };
  return { dns, questions };
}

const settled = () => new Promise(setImmediate);

function asking(timeoutMs?: number) {
  const now = fakeClock(Date.UTC(2026, 5, 14));
  const { dns, questions } = slowDns();
  const confirmed = confirmedByReverseDns(dns, now, timeoutMs);
  return { now, questions, ask: (address = ip) => confirmed(crawler, address) };
}

describe('the name system is asked behind the back', () => {
  test.each([
    ['confirmed', [host], true, 24 * hourMs],
    ['denied', ['evil.example'], false, hourMs],
  ])(
    'what it %s is known from then on, and for as long as it is believed',
    async (_what, names, answer, heldMs) => {
      const { now, questions, ask } = asking();
      expect(ask()).toBeNull();
      questions[0]?.answer(names);
      await settled();
      expect(ask()).toBe(answer);
      now.advance(heldMs - 1);
      expect(ask()).toBe(answer);
      now.advance(2);
      expect(ask()).toBeNull();
      expect(questions).toHaveLength(2);
    },
  );

  test('one question an address, however often it comes and however it is spelled', async () => {
    const { questions, ask } = asking();
    for (const address of [ip, ip, `::ffff:${ip}`]) expect(ask(address)).toBeNull();
    expect(questions).toHaveLength(1);
  });

  test('a failure is no answer, and is tried again after five minutes', async () => {
    const { now, questions, ask } = asking();
    ask();
    questions[0]?.fail();
    await settled();
    expect([ask(), questions.length]).toEqual([null, 1]);
    now.advance(5 * minuteMs + 1);
    expect([ask(), questions.length]).toEqual([null, 2]);
  });

  test('an answer that never comes holds nobody up', async () => {
    const { questions, ask } = asking(1);
    for (let at = 0; at < 9; at += 1) ask(`66.249.66.${at}`);
    expect(questions).toHaveLength(8);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(questions).toHaveLength(9);
  });

  test('eight at once, a thousand waiting, and no more', async () => {
    const { questions, ask } = asking();
    for (let at = 0; at < 5_000; at += 1) ask(`66.249.${at >> 8}.${at & 255}`);
    for (let answered = 0; answered < questions.length; answered += 1) {
      questions[answered]?.answer([]);
      await settled();
    }
    expect(questions).toHaveLength(1_008);
  });

  test('not about addresses that are not public', () => {
    const { questions, ask } = asking();
    expect(['10.0.0.1', '::1', 'unknown', '203.0.113.9'].map(ask)).toEqual([null, null, null, null]);
    expect(questions).toEqual([]);
  });
});
