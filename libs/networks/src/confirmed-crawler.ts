import { type Clock, within } from '@botect/runtime';
import { LRUCache } from 'lru-cache';
import type { ConfirmedCrawler, Crawler } from './network-list.ts';
import { readPublicAddress } from './public-address.ts';
import { isConfirmedHost, type ReverseDns } from './reverse-dns.ts';

/** Addresses that are asked about at once, and that wait to be: some seconds' worth of the worst name server. */
const [askedMax, waitingMax] = [8, 1_000];
const rememberedMax = 50_000;
const [minuteMs, hourMs] = [60_000, 3_600_000];
/**
 * How long an answer is believed. Crawlers keep their addresses for months; a refusal may be a name not yet entered; no answer
 * may be the name server's trouble, or somebody's who wants us to ask.
 */
const believedMs = { confirmed: 24 * hourMs, denied: hourMs, unanswered: 5 * minuteMs } as const;
/** Two questions, of two tries of two seconds each, and some. */
const questionMs = 10_000;

interface Question {
  readonly crawler: Crawler;
  readonly address: string;
}

/**
 * Asks the name system behind everybody's back, about a few addresses at once, and remembers the answers. Nobody ever waits for
 * one. What is over the bounds is not asked.
 */
export function confirmedByReverseDns(dns: ReverseDns, now: Clock, timeoutMs = questionMs): ConfirmedCrawler {
  const answers = new LRUCache<string, { readonly confirmed: boolean | null }>({
    max: rememberedMax,
    perf: { now },
    ttlResolution: 0,
  });
  const waiting = new Map<string, Question>();
  let asked = 0;
  const next = () => {
    const first = waiting.entries().next().value;
    if (first === undefined || asked >= askedMax) return;
    waiting.delete(first[0]);
    asked += 1;
    // Held as unanswered from now on, so that nobody asks a second time meanwhile.
    answers.set(first[0], { confirmed: null }, { ttl: believedMs.unanswered });
    ask(first[0], first[1]).finally(() => {
      asked -= 1;
      next();
    });
  };
  async function ask(key: string, { crawler, address }: Question): Promise<void> {
    try {
      const confirmed = await within(timeoutMs, isConfirmedHost(dns, address, crawler.hosts));
      answers.set(key, { confirmed }, { ttl: confirmed ? believedMs.confirmed : believedMs.denied });
    } catch {
      // Remembered as unanswered already.
    }
  }
  return (crawler, ip) => {
    const address = readPublicAddress(ip);
    if (address === null) return null;
    const key = `${crawler.id} ${address}`;
    const known = answers.get(key);
    if (known !== undefined) return known.confirmed;
    if (waiting.size < waitingMax) waiting.set(key, { crawler, address });
    next();
    return null;
  };
}
