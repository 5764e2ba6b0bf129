/** No answer in time; whether the work was done is not known. */
export class TimedOut extends Error {
  constructor(timeoutMs: number) {
    super(`no answer within ${timeoutMs} ms`);
    this.name = 'TimedOut';
  }
}

/** The answer, or a rejection with `TimedOut`. */
export function within<Answer>(timeoutMs: number, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new TimedOut(timeoutMs));
    // After a pause of our own event loop timers run before sockets are read: one more turn, and an answer that came in
    // time is still taken.
    const timer = setTimeout(() => setImmediate(giveUp), timeoutMs);
    answer.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
