import type { PageWindow } from '../browser.ts';
import type { SessionToken } from '../page/session-token.ts';
import type { Settings } from '../page/settings.ts';
import { batchMax, type OutgoingEvent, waitingMax } from './outbox.ts';
import { attemptsMax, endsAll, isRetryable, retriesMax, retryDelay } from './retry.ts';

/** Browsers refuse to keep more alive than 64 KiB in all. */
const keepaliveMax = 60_000;
/** How long an answer is waited for, ms: nothing else is sent meanwhile. */
const answerMs = 15_000;

export interface Sending {
  readonly window: PageWindow;
  readonly settings: Settings;
  readonly token: SessionToken;
  /** Unique among page loads. */
  readonly load: string;
  /** From 0 to below 1. */
  readonly random: () => number;
}

/** Sends batches one after the other; whatever goes wrong, nobody hears of it. */
export class Sender {
  /** No more will be sent: the server wants nothing of this page. */
  ended = false;
  readonly #sending: Sending;
  readonly #queue: OutgoingEvent[] = [];
  #batch: OutgoingEvent[] = [];
  #batches = 0;
  #attempts = 0;
  #retries = 0;

  constructor(sending: Sending) {
    this.#sending = sending;
  }

  /** Events that wait; null while a batch is under way. */
  waiting(): number | null {
    return this.#batch.length > 0 ? null : this.#queue.length;
  }

  add(event: OutgoingEvent): void {
    this.#queue.push(event);
    if (this.#queue.length > waitingMax) this.#queue.shift();
  }

  /** Sends what waits, unless a batch is under way or waits for its next attempt. */
  flush(): void {
    if (this.ended || !this.waiting()) return;
    this.#batch = this.#queue.splice(0, batchMax);
    this.#batches += 1;
    this.#attempts = 0;
    void this.#send();
  }

  /** The page may end at any moment: everything not acknowledged goes now, the batch in flight once more. */
  leave(): void {
    if (this.ended) return;
    if (this.#batch.length > 0) this.#beacon(this.#batch);
    // What is refused stays: a page that is hidden may come back.
    while (this.#queue.length > 0 && this.#beacon(this.#queue.slice(0, batchMax)))
      this.#queue.splice(0, batchMax);
  }

  async #send(): Promise<void> {
    const { window, random } = this.#sending;
    this.#attempts += 1;
    const status = await this.#post().catch(() => 0);
    const again = isRetryable(status);
    if (again && this.#attempts < attemptsMax && this.#retries < retriesMax) {
      this.#retries += 1;
      window.setTimeout(() => this.#send(), retryDelay(this.#attempts, random()));
      return;
    }
    this.ended = endsAll(status);
    this.#batch = [];
    // What came meanwhile follows, unless nothing gets through.
    if (!again) this.flush();
  }

  /** The status of the answer; rejects when there was none. */
  async #post(): Promise<number> {
    const { window, settings, token, load } = this.#sending;
    const body = this.#body(this.#batch);
    const answer = await window.fetch?.(settings.endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `${load}-b${this.#batches}` },
      body,
      credentials: 'same-origin',
      keepalive: body.length < keepaliveMax,
      signal: window.AbortSignal?.timeout?.(answerMs),
    });
    const said = (await answer?.json().catch(() => null)) as { session_token?: unknown } | null | undefined;
    token.answered(said?.session_token);
    return answer?.status ?? 0;
  }

  /** Whether the browser took it. */
  #beacon(events: readonly OutgoingEvent[]): boolean | undefined {
    const { window, settings } = this.#sending;
    const { endpoint } = settings;
    const body = this.#body(events);
    // To another origin plain text alone goes without a preflight, for which there is no time left; relays, which are paths
    // of the page's own origin, ask for JSON.
    const payload = endpoint[0] === '/' ? new Blob([body], { type: 'application/json' }) : body;
    return window.navigator.sendBeacon?.(endpoint, payload);
  }

  #body(events: readonly OutgoingEvent[]): string {
    const { token, settings } = this.#sending;
    const key = settings.siteKey && { site_key: settings.siteKey };
    return JSON.stringify({ session_token: token.value, ...key, events });
  }
}
