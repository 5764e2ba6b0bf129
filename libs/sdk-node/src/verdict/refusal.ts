import { statuses } from '../statuses.ts';
import type { Measure } from './outcome.ts';

/** An answer in place of the page. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Seconds; the visitor is told to come back, nobody is kept waiting. */
const retryAfterSeconds = '5';

/** What a visitor is answered who does not pass; null for those who do, and for a challenge, which is the application's. */
export function refusalFor(measure: Measure): Refusal | null {
  switch (measure) {
    case 'block':
      return refusal(statuses.forbidden, 'Forbidden');
    case 'delay':
      return refusal(statuses.tooManyRequests, 'Too many requests', { 'retry-after': retryAfterSeconds });
    case 'deny':
      return refusal(statuses.unavailable, 'Service unavailable', { 'retry-after': retryAfterSeconds });
    default:
      return null;
  }
}

function refusal(status: number, text: string, headers: Record<string, string> = {}): Refusal {
  const always = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers: { ...always, ...headers }, body: `${text}\n` };
}
