const failuresMax = 5;
const pauseMs = 5_000;

/** Stops asking a service that does not answer: after five failures in a row one call is tried every five seconds. */
export class Breaker {
  readonly #elapsed: () => number;
  #failures = 0;
  #nextTryMs = 0;

  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /** Whether to call; asking takes the one try there is while it is open. */
  admits(): boolean {
    if (this.#failures < failuresMax) return true;
    if (this.#elapsed() < this.#nextTryMs) return false;
    this.#nextTryMs = this.#elapsed() + pauseMs;
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  failed(): void {
    this.#failures++;
    if (this.#failures >= failuresMax) this.#nextTryMs = this.#elapsed() + pauseMs;
  }
}
