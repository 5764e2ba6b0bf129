import type { Closable } from './closable.ts';
import { within } from './deadline.ts';
import type { Logger } from './logger.ts';

export interface Resources {
  /** Keeps what is opened under the name the log tells it by. */
  use<Resource extends Closable>(part: string, resource: Resource | Promise<Resource>): Promise<Resource>;
  /**
   * Closes everything, last in first out, in `budgetMs` all together: each is given nine tenths of what is left, the last all of
   * it, so that one that hangs leaves the others time. Answers the names of those that did not finish or failed to.
   */
  closeAll(budgetMs: number, log: Logger): Promise<readonly string[]>;
}

interface Held {
  readonly part: string;
  readonly opened: Promise<Closable>;
}

const shareOfRest = 0.9;

export function resources(): Resources {
  const held: Held[] = [];
  return {
    use(part, resource) {
      const opened = Promise.resolve(resource);
      // What failed to open needs no closing; its rejection reaches the caller of `use`.
      held.push({ part, opened: opened.catch(() => ({ close: async () => {} })) });
      return opened;
    },
    async closeAll(budgetMs, log) {
      const endsAtMs = performance.now() + budgetMs;
      const unfinished: string[] = [];
      for (let next = held.pop(); next !== undefined; next = held.pop()) {
        const { part, opened } = next;
        const leftMs = Math.max(0, endsAtMs - performance.now());
        const givenMs = Math.ceil(held.length === 0 ? leftMs : leftMs * shareOfRest);
        try {
          await within(
            givenMs,
            opened.then((resource) => resource.close()),
          );
        } catch (err) {
          unfinished.push(part);
          log.error({ part, err }, 'a part did not close cleanly');
        }
      }
      return unfinished;
    },
  };
}
