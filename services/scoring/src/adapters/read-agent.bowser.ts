import { parse } from 'bowser';
import { isbot } from 'isbot';
import { LRUCache } from 'lru-cache';
import type { DeclaredAgent } from '../core/declared-agent.ts';
import type { ReadAgent } from '../ports.ts';

/** Agents remembered. Reading one takes some 50 µs; 10,000 visitors had 952 (`user-agents` 2.1). */
const agentsMax = 5_000;
/** No real one is longer. */
const lettersMax = 512;

type Browser = NonNullable<DeclaredAgent['browser']>;
type System = NonNullable<DeclaredAgent['system']>;

const browsers = new Map<string, Browser>([
  ['Chrome', 'chrome'],
  ['Chromium', 'chrome'],
  ['Microsoft Edge', 'edge'],
  ['Firefox', 'firefox'],
  ['Opera', 'opera'],
  ['Safari', 'safari'],
  ['Samsung Internet for Android', 'samsung'],
]);
const systems = new Map<string, System>([
  ['Android', 'android'],
  ['Chrome OS', 'chromeos'],
  ['iOS', 'ios'],
  ['Linux', 'linux'],
  ['macOS', 'macos'],
  ['Windows', 'windows'],
]);
/** An app's web view, which is whatever the app makes of it: Android's says so, Apple's leaves out Safari's name. */
const webView = /; wv\)|Version\/[\d.]+ Chrome\/|AppleWebKit\/(?!.*Safari\/)/;

/** All that some privacy tools leave; isbot's list has it, but it names nothing. */
const cutShort = /^Mozilla\/\d\.\d$/;

/** Reads agents by bowser, and knows crawlers and tools by isbot's list, those that `crawlerOf` knows as well with certainty. */
export function readByBowser(crawlerOf: (ua: string) => unknown): ReadAgent {
  const known = new LRUCache<string, DeclaredAgent>({ max: agentsMax });
  return (whole) => {
    const ua = whole.slice(0, lettersMax);
    const held = known.get(ua);
    if (held !== undefined) return held;
    const read = readAgent(ua, crawlerOf);
    known.set(ua, read);
    return read;
  };
}

function readAgent(ua: string, crawlerOf: (ua: string) => unknown): DeclaredAgent {
  const listed = isbot(ua) && !cutShort.test(ua);
  const { browser, os } = parse(ua === '' ? ' ' : ua);
  const system = systems.get(os.name ?? '') ?? null;
  const engine = engineOf(ua, system);
  const version = engine === 'blink' ? /Chrome\/(\d+)/.exec(ua)?.[1] : browser.version;
  const major = Number.parseInt(version ?? '', 10);
  const plain = engine !== null && system !== null && !webView.test(ua);
  return {
    // A crawler's name alone is not enough: apps' web views carry some of them.
    automation: listed ? (crawlerOf(ua) !== null ? 'named' : 'listed') : null,
    browser: plain ? (browsers.get(browser.name ?? '') ?? null) : null,
    engine,
    major: Number.isNaN(major) ? null : major,
    system,
    phone: /\bMobile\b/.test(ua),
  };
}

/** Everything on Apple's telephones is WebKit, whatever it calls itself. */
function engineOf(ua: string, system: System | null): DeclaredAgent['engine'] {
  if (system === 'ios') return 'webkit';
  if (/AppleWebKit\/537\.36.*Chrome\/\d/.test(ua)) return 'blink';
  if (/\bGecko\/[\d.]+ Firefox\/\d/.test(ua)) return 'gecko';
  return /AppleWebKit\/[\d.]+.* Version\/[\d.]+.* Safari\//.test(ua) ? 'webkit' : null;
}
