import { type ApiAnswer, type ApiCall, backgroundBudget } from '../api/send.ts';
import type { ReportFault } from '../faults.ts';
import type { After } from '../surroundings.ts';
import type { Delivery } from './delivery.ts';
import { attemptsMax, backoffMs, expiryMs, type Fate, fateOf } from './fate.ts';

export const itemsMax = 1_000;
/** What all of them may hold together; a relay's bodies are up to 256 KiB each. */
export const bytesMax = 32 * 1_048_576;
const atATime = 4;

interface Item {
  readonly delivery: Delivery;
  readonly bytes: number;
  readonly expiresMs: number;
  attempts: number;
  dueMs: number;
  sending: boolean;
}

interface SpoolParts {
  readonly call: (call: ApiCall) => Promise<ApiAnswer>;
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds, going on evenly. */
  readonly elapsed: () => number;
  readonly random: () => number;
  readonly after: After;
  readonly report: ReportFault;
}

/**
 * What waits to be delivered, in memory and within bounds. A delivery that fails is tried again after a growing
 * pause, five times within an hour. While the whole service is away everything waits, and one delivery at a time
 * tries whether it is back.
 */
export class Spool {
  readonly #parts: SpoolParts;
  readonly #items = new Set<Item>();
  #bytes = 0;
  #sending = 0;
  #closing = false;
  /** Told already: one outage or revoked key must not fill a log. */
  #toldFull = false;
  #toldStatus: number | undefined;
  /** Failures of the service in a row, and until when it is left alone. */
  #outages = 0;
  #pausedUntilMs = 0;
  #cancelWake = () => {};
  #idle = () => {};

  constructor(parts: SpoolParts) {
    this.#parts = parts;
  }

  /** Deliveries that wait or are on their way. */
  get size(): number {
    return this.#items.size;
  }

  /** Takes a delivery over; false when there is no room, or the spool is closing. */
  offer(delivery: Delivery): boolean {
    const bytes = delivery.body?.length ?? 0;
    const full = this.#items.size >= itemsMax || this.#bytes + bytes > bytesMax;
    if (full && !this.#toldFull) this.#parts.report('spool_full', 'deliveries are not taken: too many wait');
    this.#toldFull = full;
    if (full || this.#closing) return false;
    const now = this.#parts.elapsed();
    const waiting = { attempts: 0, dueMs: now, sending: false };
    this.#items.add({ delivery, bytes, expiresMs: now + expiryMs, ...waiting });
    this.#bytes += bytes;
    this.#pump();
    return true;
  }

  /**
   * Takes nothing more and sends what waits, at once and each one time more; gives up at the first sign that the
   * service is away, or after `withinMs`. Answers how many were not delivered.
   */
  async close(withinMs: number): Promise<number> {
    this.#closing = true;
    this.#pausedUntilMs = 0;
    this.#outages = 0;
    for (const item of this.#items) item.dueMs = 0;
    const settled = new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
    this.#pump();
    const cancel = this.#parts.after(withinMs, () => this.#idle());
    await settled;
    cancel();
    this.#cancelWake();
    const lost = this.#items.size;
    this.#items.clear();
    return lost;
  }

  #pump(): void {
    const now = this.#parts.elapsed();
    for (const item of this.#items) {
      if (!this.#mayStart(now)) break;
      if (item.sending || item.dueMs > now) continue;
      if (item.expiresMs <= now) this.#drop(item, 'is older than an hour');
      else void this.#send(item);
    }
    if (this.#closing && this.#sending === 0) this.#idle();
    this.#wake(now);
  }

  #mayStart(now: number): boolean {
    if (now < this.#pausedUntilMs) return false;
    return this.#sending < (this.#outages === 0 ? atATime : 1);
  }

  async #send(item: Item): Promise<void> {
    item.sending = true;
    item.attempts++;
    this.#sending++;
    const answer = await this.#parts.call(callFor(item.delivery, this.#parts.headers)).catch(() => null);
    const fate = answer === null ? 'busy' : fateOf(item.delivery, answer);
    this.#sending--;
    item.sending = false;
    this.#settle(item, fate, answer);
    this.#pump();
  }

  #settle(item: Item, fate: Fate, answer: ApiAnswer | null): void {
    if (fate === 'busy') this.#pause((answer?.retryAfterSeconds ?? 0) * 1_000);
    else this.#outages = 0;
    if (fate === 'delivered') {
      this.#toldStatus = undefined;
      this.#remove(item);
      item.delivery.onDelivered?.();
    } else if (fate === 'refused') {
      this.#tellRefused(item.delivery, answer?.status);
      this.#remove(item);
    } else if (item.attempts >= attemptsMax) this.#drop(item, `failed ${attemptsMax} times`);
    else if (!this.#closing)
      item.dueMs = this.#parts.elapsed() + backoffMs(item.attempts, this.#parts.random());
    // While closing there is no second time; what is left is counted as lost.
    else item.dueMs = Number.POSITIVE_INFINITY;
  }

  #tellRefused({ kind }: Delivery, status: number | undefined): void {
    if (status !== this.#toldStatus)
      this.#parts.report('refused', `Botect answered a ${kind} with ${status}`);
    this.#toldStatus = status;
  }

  #pause(leastMs: number): void {
    // Several on their way fail together: that is one failure.
    if (this.#parts.elapsed() < this.#pausedUntilMs) return;
    this.#outages++;
    if (this.#outages === 1) this.#parts.report('unreachable', 'deliveries wait: Botect is away');
    const pauseMs = Math.max(leastMs, backoffMs(this.#outages, this.#parts.random()));
    this.#pausedUntilMs = this.#closing ? Number.POSITIVE_INFINITY : this.#parts.elapsed() + pauseMs;
  }

  #drop(item: Item, why: string): void {
    this.#parts.report('lost', `a ${item.delivery.kind} ${why}`);
    this.#remove(item);
  }

  #remove(item: Item): void {
    this.#items.delete(item);
    this.#bytes -= item.bytes;
  }

  /** Comes back when the next is due and allowed. */
  #wake(now: number): void {
    this.#cancelWake();
    this.#cancelWake = () => {};
    if (this.#closing || this.#items.size === 0 || this.#sending >= atATime) return;
    const dues = [...this.#items].filter(({ sending }) => !sending).map(({ dueMs }) => dueMs);
    if (dues.length === 0) return;
    const nextMs = Math.max(this.#pausedUntilMs, Math.min(...dues));
    // Something due already waits for a place, which the delivery on its way will give.
    if (nextMs > now) this.#cancelWake = this.#parts.after(nextMs - now, () => this.#pump());
  }
}

function callFor(
  { path, body, idempotencyKey }: Delivery,
  headers: Readonly<Record<string, string>>,
): ApiCall {
  return {
    method: 'POST',
    path,
    body,
    budget: backgroundBudget,
    headers: {
      ...headers,
      ...(body !== null && { 'content-type': 'application/json' }),
      ...(idempotencyKey !== null && { 'idempotency-key': idempotencyKey }),
    },
  };
}
