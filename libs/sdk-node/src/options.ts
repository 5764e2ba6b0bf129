import type { Send } from './api/send.ts';
import type { Fault } from './faults.ts';
import { readBaseUrl, readKeys } from './keys.ts';
import { type Surroundings, systemSurroundings } from './surroundings.ts';
import type { VerdictContext } from './verdict/context.ts';
import type { OnUnavailable } from './verdict/outcome.ts';
import type { ClientAddressChoice } from './visitor/client-address.ts';
import type { VisitRequest } from './visitor/visit-request.ts';

/** How one project is guarded. */
export interface BotectOptions {
  /** `pk_…`, public. Undefined, as a variable of the environment may be, is refused when the client is made. */
  readonly siteKey: string | undefined;
  /** `sk_…`, secret; it also signs cookies and page tokens, so rotating it voids those. Undefined is refused likewise. */
  readonly privateKey: string | undefined;
  /** Where the API is, for instance `https://botect.example.org`. https, or http on this machine. */
  readonly baseUrl: string;
  /**
   * Whether pages carry the browser script and a signed session cookie, and its signals come back through this
   * application. Default true. When false `sessionOf` tells the session, and the script sends to Botect itself.
   */
  readonly firstParty?: boolean;
  /** Where the browser script sends to. Default `/_botect/events`. */
  readonly relayPath?: string;
  /** Address of the browser script. Default `<baseUrl>/v1/sdk.js`. */
  readonly scriptUrl?: string;
  /** Whether the script tag is put into HTML pages that do not hold it yet. Default true. */
  readonly inject?: boolean;
  /** The nonce of this response's Content-Security-Policy, for the injected tag. */
  readonly nonce?: (request: VisitRequest) => string | undefined;
  /** Origins of this site besides the host asked for, such as `https://shop.example` behind a proxy that renames hosts. */
  readonly origins?: readonly string[];
  /** Where the visitor's address is read. Default `auto`. */
  readonly clientAddress?: ClientAddressChoice;
  /** The session of a request that carries no signed cookie, for those who keep it themselves. */
  readonly sessionOf?: (request: VisitRequest) => string | null | undefined;
  /** Whether this visitor is logged in; undefined when not known. No identity is ever sent. */
  readonly isLoggedIn?: (request: VisitRequest) => boolean | undefined;
  /** What the project's rules may look at. Default: the path, as the route's template where the framework tells it. */
  readonly context?: (request: VisitRequest) => VerdictContext;
  /** What routes do that do not say otherwise when Botect is unreachable. Default `allow`. */
  readonly onUnavailable?: OnUnavailable;
  /** Told what went wrong out of sight. Must be quick; what it throws is ignored. */
  readonly onFault?: (fault: Fault) => void;
  /** Seconds a verdict is reused, 1–60. Default 10. */
  readonly cacheSeconds?: number;
  /** Milliseconds until the connection for a verdict must stand, 1–10,000. Default 200. */
  readonly connectTimeoutMs?: number;
  /** Milliseconds a visitor may wait for a verdict, 1–10,000. Default 1,000. */
  readonly verdictTimeoutMs?: number;
  /** Seconds a page may send signals, 60–3,600. Default 900. */
  readonly pageTokenSeconds?: number;
  /** Bytes a batch of signals may have, 1,024–1,048,576. Default 262,144. */
  readonly relayBytesMax?: number;
}

/** For tests: other time, chance, timers and transport. */
export type TestSeams = Partial<Surroundings> & { readonly send?: Send };

const numbers = {
  cacheSeconds: { min: 1, max: 60, standard: 10 },
  connectTimeoutMs: { min: 1, max: 10_000, standard: 200 },
  verdictTimeoutMs: { min: 1, max: 10_000, standard: 1_000 },
  pageTokenSeconds: { min: 60, max: 3_600, standard: 900 },
  relayBytesMax: { min: 1_024, max: 1_048_576, standard: 262_144 },
} as const;

type Numbers = Readonly<Record<keyof typeof numbers, number>>;

/** The options with every default filled in. */
export type Settings = ReturnType<typeof readOptions>;

/** Throws a TypeError that names the option at fault: a wrong configuration is found at the start, never later. */
export function readOptions(options: BotectOptions, seams: TestSeams = {}) {
  const baseUrl = readBaseUrl(options.baseUrl);
  const relayPath = options.relayPath ?? '/_botect/events';
  refuseWrong({ ...options, relayPath });
  return {
    ...readNumbers(options),
    keys: readKeys(options),
    baseUrl,
    relayPath,
    firstParty: options.firstParty ?? true,
    scriptUrl: options.scriptUrl ?? new URL(`${baseUrl.pathname.replace(/\/$/, '')}/v1/sdk.js`, baseUrl).href,
    inject: options.inject ?? true,
    origins: options.origins ?? [],
    clientAddress: options.clientAddress ?? ('auto' as const),
    onUnavailable: options.onUnavailable ?? ('allow' as const),
    ask: options,
    seams: { ...systemSurroundings, ...seams },
  };
}

type Shapes = { readonly [Name in keyof BotectOptions]?: readonly [(value: never) => boolean, string] };

const isFunction = (value: unknown) => typeof value === 'function';
const callback = [isFunction, 'a function'] as const;

/** What only the type checker would catch otherwise, and programs without types would notice when it is too late. */
const shapes: Shapes = {
  relayPath: [(path: string) => /^\/[A-Za-z0-9/._~%-]+$/.test(path), 'a path that begins with /'],
  scriptUrl: [
    (url: string) => /^(?:https?:\/)?\/[^\s"<>]+$/.test(url),
    'a URL, or a path that begins with /',
  ],
  origins: [
    (origins: readonly string[]) => Array.isArray(origins) && origins.every(isOrigin),
    'origins without a path, such as https://shop.example',
  ],
  clientAddress: [
    (choice: unknown) =>
      isFunction(choice) || /^(?:auto|request|cloudflare|header:[\w!#$%&'*+.^`|~-]+)$/.test(String(choice)),
    "'auto', 'request', 'cloudflare', 'header:<Name>' or a function",
  ],
  onUnavailable: [
    (word: string) => ['allow', 'deny', 'degrade'].includes(word),
    "'allow', 'deny' or 'degrade'",
  ],
  nonce: callback,
  sessionOf: callback,
  isLoggedIn: callback,
  context: callback,
  onFault: callback,
};

function isOrigin(text: unknown): boolean {
  return typeof text === 'string' && URL.canParse(text) && new URL(text).origin === text;
}

function refuseWrong(options: BotectOptions): void {
  for (const [name, [fits, form]] of Object.entries(shapes)) {
    const value = options[name as keyof BotectOptions];
    if (value !== undefined && !fits(value as never)) throw new TypeError(`botect: ${name} must be ${form}`);
  }
}

function readNumbers(options: BotectOptions): Numbers {
  const names = Object.keys(numbers) as (keyof Numbers)[];
  const entries = names.map((name) => {
    const { min, max, standard } = numbers[name];
    const value = options[name] ?? standard;
    if (!Number.isInteger(value) || value < min || value > max) {
      throw new TypeError(`botect: ${name} must be a whole number from ${min} to ${max}`);
    }
    return [name, value];
  });
  return Object.fromEntries(entries) as Numbers;
}
