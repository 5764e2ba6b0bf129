import type { ApiAnswer } from '../api/send.ts';
import { isSuccess, isTransient, statuses } from '../statuses.ts';
import type { Delivery } from './delivery.ts';

/** What becomes of a delivery after an answer: `busy` asks to leave the whole service alone for a while. */
export type Fate = 'delivered' | 'retry' | 'busy' | 'refused';

export const attemptsMax = 5;
/** The server does not accept what is older. */
export const expiryMs = 3_600_000;
const backoffSecondsMax = 300;

export function fateOf({ kind }: Delivery, { status, body }: ApiAnswer): Fate {
  if (isSuccess(status)) return isReceipt(kind, body) ? 'delivered' : 'retry';
  if (status === statuses.unavailable || status === statuses.tooManyRequests) return 'busy';
  // The browser's session may be known a moment later.
  if (kind === 'logged_in' && status === statuses.notFound) return 'retry';
  return isTransient(status) ? 'retry' : 'refused';
}

/** After a failure number n: 2^n seconds, at most 300, less up to half of it so that many do not come back at once. */
export function backoffMs(failures: number, random: number): number {
  return Math.min(2 ** failures, backoffSecondsMax) * 1_000 * (1 - random / 2);
}

function isReceipt(kind: Delivery['kind'], body: string): boolean {
  if (body.trim() === '') return kind !== 'logged_in';
  const value = parsed(body);
  if (typeof value !== 'object' || value === null) return false;
  if (kind !== 'logged_in') return true;
  const { logged_in, asserted_at } = value as Record<string, unknown>;
  return logged_in === true && typeof asserted_at === 'string';
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
