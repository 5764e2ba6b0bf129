import type { Channel } from '@botect/cache';
import type { Clock, Closable } from '@botect/runtime';
import { changeMessage } from './policy-changes.ts';
import { noteWindowMs, type RecentChanges } from './recent-changes.postgres.ts';

export interface PolledChangesOptions {
  readonly recent: RecentChanges;
  readonly now: Clock;
  /** Told whenever an answer came. */
  readonly onAsked?: () => void;
  /** Runs the work again and again, never twice at once, until it is closed. */
  readonly repeat: (work: () => Promise<void>) => Closable;
}

/** A channel that hears of changes in two ways: those announced, at once, and those noted in the database, a moment later. */
export function polledChanges(announced: Channel, options: PolledChangesOptions): Channel {
  return {
    publish: (message) => announced.publish(message),
    async subscribe(onMessage, onGap) {
      const listening = await announced.subscribe(onMessage, onGap);
      const looking = options.repeat(lookout(options, onMessage, onGap));
      return {
        close: async () => {
          await looking.close();
          await listening.close();
        },
      };
    },
  };
}

/**
 * Tells each note once. A note can be seen for half of `noteWindowMs` at least; when an answer comes later than that after
 * the question before it was asked, something may have been missed.
 */
function lookout(
  { recent, now, onAsked }: PolledChangesOptions,
  onMessage: (message: string) => void,
  onGap: () => void,
): () => Promise<void> {
  let told: ReadonlySet<number> = new Set();
  let askedAt = now();
  return async () => {
    const askingAt = now();
    const notes = await recent();
    // Now, not when it was asked: the question may have waited, and the window ends where the database came to it.
    if (now() - askedAt > noteWindowMs / 2) onGap();
    for (const { id, projectId } of notes) if (!told.has(id)) onMessage(changeMessage(projectId));
    told = new Set(notes.map(({ id }) => id));
    askedAt = askingAt;
    onAsked?.();
  };
}
