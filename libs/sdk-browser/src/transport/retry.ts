/** Attempts at one batch. */
export const attemptsMax = 5;
/** Retries of all batches of one page together. */
export const retriesMax = 20;
const firstMs = 1_000;

/** ms to wait after so many attempts: doubling, spread over its upper half. `random` from 0 to 1. */
export function retryDelay(attempts: number, random: number): number {
  return firstMs * 2 ** attempts * (0.5 + random / 2);
}

/** No answer (0), or a status after which the same request may do better; all others are final. */
export function isRetryable(status: number): boolean {
  return status === 0 || status >= 500 || /^4(08|25|29)$/.test(`${status}`);
}

/** Statuses that say: not this site, not here. Asking again would only make noise. */
export function endsAll(status: number): boolean {
  return status > 400 && status < 405;
}
