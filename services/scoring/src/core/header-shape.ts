import type { DeclaredAgent } from './declared-agent.ts';

/** Headers in the order received. Those of the connection and of the visit differ from request to request and say nothing. */
type Names = readonly string[];
const ofTheProgram =
  /^(?:user-agent|accept|accept-encoding|accept-language|upgrade-insecure-requests|sec-.*)$/;

/**
 * What HTTP tools send by default under another's user agent, seen on the wire (curl 8, Wget, Python 3 urllib, requests 2,
 * Java 17 HttpClient and HttpURLConnection, Node 24 http) or read in their sources (aiohttp, httpx, Go, okhttp, axios, got,
 * node-fetch, Net::HTTP). No browser sends any of these: each sends Accept-Language.
 */
const toolShapes: Readonly<Record<string, string>> = {
  'user-agent accept': 'curl',
  'user-agent accept accept-encoding': 'curl, aiohttp or got',
  'user-agent accept-encoding': 'Go or okhttp',
  'user-agent accept-encoding accept': 'python-requests',
  'accept-encoding user-agent': 'Python urllib',
  'accept accept-encoding user-agent': 'httpx',
  'accept user-agent accept-encoding': 'axios',
  'accept-encoding accept user-agent': 'Ruby Net::HTTP',
};
/** A list that a gateway thinned out looks like this too, so it counts only beside `Connection`, the first to be taken away. */
const bare = 'user-agent';

/** The tool that sends such headers; null for what a browser may have sent. */
export function toolOf(names: Names): string | null {
  // Fetch Metadata always names a site beside a mode (W3C, Fetch Metadata Request Headers, 2); Node's fetch names a mode alone.
  if (names.includes('sec-fetch-mode') && !names.includes('sec-fetch-site')) return 'Node fetch';
  // Scripts in pages name the page they run in; tools come from nowhere, and speak no language.
  if (names.includes('referer') || names.includes('accept-language')) return null;
  const shape = names.filter((name) => ofTheProgram.test(name)).join(' ');
  if (shape === bare && names.includes('connection')) return 'Java HttpClient or Node http';
  return toolShapes[shape] ?? null;
}

/** The same where a server lists its headers in an order of its own. */
export function toolInAnyOrder(names: Names): string | null {
  return toolOf([...names].sort(agentFirst));
}

const agentFirst = (left: string, right: string) =>
  Number(right === 'user-agent') - Number(left === 'user-agent') || (left < right ? -1 : 1);

/** Orders that Chromium and Firefox keep in navigations, fetches and beacons alike; WebKit's differ from system to system. */
const orders = {
  blink: ['accept', 'accept-encoding', 'accept-language'],
  gecko: ['accept', 'accept-language', 'accept-encoding'],
} as const;

/** The pair of headers that the named engine sends the other way round; null when there is none. */
export function disorder({ engine }: DeclaredAgent, names: Names): string | null {
  const order = engine === 'blink' || engine === 'gecko' ? orders[engine] : [];
  const sent = order.filter((name) => names.includes(name));
  // A gateway that sorts headers has lost their order.
  const known = names.filter((name) => (order as Names).includes(name));
  if (known.join() === [...known].sort().join()) return null;
  const at = sent.findIndex(
    (name, place) => place > 0 && names.indexOf(name) < names.indexOf(sent[place - 1] ?? ''),
  );
  return at < 0 ? null : `${sent[at]} before ${sent[at - 1]}`;
}

/** First versions whose every request over TLS has Fetch Metadata, and in Chromium brands as well (MDN, browser compatibility). */
const tellingFrom = { blink: 89, gecko: 90 } as const;

/** What the named browser sends over TLS and this request lacks; null for old browsers, WebKit, and lists thinned out. */
export function missingHeaders(agent: DeclaredAgent, names: Names): string | null {
  const { engine, major } = agent;
  if ((engine !== 'blink' && engine !== 'gecko') || (major ?? 0) < tellingFrom[engine]) return null;
  if (!names.includes('accept') || !names.includes('accept-encoding')) return null;
  if (names.some((name) => name.startsWith('sec-fetch-'))) return null;
  // Some privacy browsers are Chromium without brands, so brands alone are never missed.
  return engine === 'blink' && !names.includes('sec-ch-ua') ? 'sec-fetch-*, sec-ch-ua' : 'sec-fetch-*';
}
