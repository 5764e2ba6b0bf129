import type { Closable } from './closable.ts';
import { within } from './deadline.ts';
import type { Logger } from './logger.ts';

export interface Resources {
  use<Resource extends Closable>(resource: Resource | Promise<Resource>): Promise<Resource>;
  /** Closes everything, last in first out, each within the time. Answers whether all of them closed cleanly. */
  closeAll(timeoutMs: number, log: Logger): Promise<boolean>;
}

export function resources(): Resources {
  const held: Promise<Closable>[] = [];
  return {
    use(resource) {
      const opened = Promise.resolve(resource);
      // What failed to open needs no closing; its rejection reaches the caller of `use`.
      held.push(opened.catch(() => ({ close: async () => {} })));
      return opened;
    },
    async closeAll(timeoutMs, log) {
      let clean = true;
      for (let next = held.pop(); next !== undefined; next = held.pop()) {
        try {
          await within(
            timeoutMs,
            next.then((resource) => resource.close()),
          );
        } catch (err) {
          clean = false;
          log.error({ err }, 'a part did not close cleanly');
        }
      }
      return clean;
    },
  };
}
