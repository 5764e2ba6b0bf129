import type { Crawler } from './network-list.ts';

/** The known crawler a user agent names; null for everybody else. Naming one proves nothing. */
export type CrawlerClaim = (ua: string) => Crawler | null;

/** Longer agents are cut: every crawler names itself well before this. */
const lettersMax = 512;

/**
 * Compiles the crawlers' names into one pattern of plain words, which takes time in proportion to the agent's length whatever
 * the agent is. Of several names the first in the agent counts, of two at one place the longer.
 */
export function crawlerClaims(crawlers: readonly Crawler[]): CrawlerClaim {
  const byName = new Map(
    crawlers.flatMap((crawler) => crawler.names.map((name) => [name.toLowerCase(), crawler])),
  );
  const words = [...byName.keys()].sort((a, b) => b.length - a.length).map(literally);
  const pattern = new RegExp(words.join('|'), 'i');
  return (ua) => {
    const named = pattern.exec(ua.length > lettersMax ? ua.slice(0, lettersMax) : ua);
    if (named === null) return null;
    const crawler = byName.get(named[0].toLowerCase()) ?? null;
    return crawler !== null && mentions(ua, crawler.unless) ? null : crawler;
  };
}

const literally = (word: string) => word.replace(/[^a-z0-9 ]/g, '\\$&');

function mentions(ua: string, words: readonly string[]): boolean {
  if (words.length === 0) return false;
  const lower = ua.toLowerCase();
  return words.some((word) => lower.includes(word.toLowerCase()));
}
