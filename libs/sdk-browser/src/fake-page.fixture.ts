import type { EventSource, PageWindow, SendOptions } from './browser.ts';

type Listener = (event: never) => void;

/** A page of objects: its clock, its timers and its listeners are worked by hand. */
export class FakePage {
  now = 0;
  hidden = false;
  readonly options: unknown[] = [];
  readonly timers: { readonly at: number; readonly callback: () => void }[] = [];
  readonly sent: { readonly url: string; readonly options: SendOptions }[] = [];
  readonly beacons: { readonly url: string; readonly body: unknown }[] = [];
  readonly stored = new Map<string, string>();
  readonly location = {
    href: 'https://shop.example/',
    origin: 'https://shop.example',
    pathname: '/',
    host: 'shop.example',
  };
  /** What the server answers next; a status of 0 is no answer. */
  answers: { status: number; body?: unknown }[] = [];
  readonly window: PageWindow;

  constructor(over: object = {}) {
    const document = {
      ...this.#source('document'),
      documentElement: { scrollHeight: 2_000 },
      querySelector: () => null,
    };
    Object.defineProperty(document, 'hidden', { get: () => this.hidden });
    const navigator = {
      userAgent:
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      maxTouchPoints: 0,
      sendBeacon: (url: string, body: unknown) => this.beacons.push({ url, body }) > 0,
    };
    const window = {
      ...this.#source('window'),
      document,
      navigator,
      location: this.location,
      performance: { now: () => this.now },
      crypto: { getRandomValues: (bytes: Uint8Array) => bytes.fill(7) },
      localStorage: {
        getItem: (key: string) => this.stored.get(key) ?? null,
        setItem: (key: string, value: string) => void this.stored.set(key, value),
      },
      innerWidth: 1_200,
      innerHeight: 800,
      scrollY: 0,
      devicePixelRatio: 1,
      PointerEvent: { prototype: { getCoalescedEvents: true } },
      matchMedia: () => ({ matches: false }),
      fetch: (url: string, options: SendOptions) => this.#answer(url, options),
      setTimeout: (callback: () => void, ms: number) => this.timers.push({ at: this.now + ms, callback }),
    };
    this.window = Object.assign(window, over) as unknown as PageWindow;
  }

  /** Something happens at a time, by default in the window; facts beyond the usual are the event's own. */
  fire(type: string, at: number, facts: object = {}, source: 'window' | 'document' = 'window'): void {
    this.now = Math.max(this.now, at + 1.03);
    const event = {
      timeStamp: at,
      isTrusted: true,
      target: this.window,
      pointerType: 'mouse',
      buttons: 0,
      ...facts,
    };
    for (const listener of this.#named.get(source)?.get(type) ?? []) listener(event as never);
  }

  /** Lets time pass: timers that are due run, in order. */
  async pass(ms: number): Promise<void> {
    await settled();
    const end = this.now + ms;
    for (let due = this.#due(end); due !== undefined; due = this.#due(end)) {
      this.now = Math.max(this.now, due.at);
      due.callback();
      await settled();
    }
    this.now = end;
    await settled();
  }

  #due(end: number) {
    const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
    if (next !== undefined) this.timers.splice(this.timers.indexOf(next), 1);
    return next;
  }

  readonly #named = new Map<string, Map<string, Listener[]>>();

  #source(name: string): EventSource {
    const listeners = new Map<string, Listener[]>();
    this.#named.set(name, listeners);
    return {
      addEventListener: (type, listener, options) => {
        this.options.push(options);
        listeners.set(type, [...(listeners.get(type) ?? []), listener]);
      },
    };
  }

  async #answer(url: string, options: SendOptions) {
    this.sent.push({ url, options });
    const { status, body } = this.answers.shift() ?? { status: 202, body: {} };
    if (status === 0) throw new TypeError('Failed to fetch');
    return { status, json: async () => body };
  }
}

/** Until promises that are fulfilled already have been acted upon. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
}

interface SentEvent {
  readonly request_id: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: payloads of all types; the assertions say which.
  readonly payload: any;
}

/** What a batch or beacon said. */
export function eventsIn(body: unknown): readonly SentEvent[] {
  return (JSON.parse(String(body)) as { events: SentEvent[] }).events;
}
