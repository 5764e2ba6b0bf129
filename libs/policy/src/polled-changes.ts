import type { Channel } from '@botect/cache';
import type { Closable } from '@botect/runtime';
import { changeMessage } from './policy-changes.ts';
import type { Lease } from './policy-lease.ts';
import { type Look, lookReachMs, type RecentChanges } from './recent-changes.postgres.ts';

export interface PolledChangesOptions {
  readonly recent: RecentChanges;
  /** Renewed by every look that is answered. */
  readonly lease: Pick<Lease, 'renew' | 'held'>;
  /** Told whenever an answer came. */
  readonly onAsked?: () => void;
  /** Runs the work again and again, never twice at once, until it is closed. */
  readonly repeat: (work: () => Promise<void>) => Closable;
}

/**
 * A channel that hears of changes in two ways: those announced, at once, and those noted in the database, a moment later.
 * What was announced while nobody could listen is among the notes, so that alone is no gap.
 */
export function polledChanges(announced: Channel, options: PolledChangesOptions): Channel {
  return {
    publish: (message) => announced.publish(message),
    async subscribe(onMessage, onGap) {
      const listening = await announced.subscribe(onMessage, () => {});
      const look = lookout(options, onMessage, onGap);
      // Before any key is asked for: what is remembered by then may be of before it. It is the repeating that tells of what fails.
      const first = options.lease.renew(look).catch(() => {});
      await Promise.race([first, options.lease.held()]);
      const looking = options.repeat(() => first.then(() => options.lease.renew(look)));
      return {
        close: async () => {
          await looking.close();
          await listening.close();
        },
      };
    },
  };
}

/** Tells each note once, and of a gap when some may never be seen. */
function lookout(
  { recent, onAsked }: PolledChangesOptions,
  onMessage: (message: string) => void,
  onGap: () => void,
): () => Promise<void> {
  let last: Look | null = null;
  return async () => {
    const look = await recent(last?.atMs ?? null);
    const known = last !== null && follows(last, look) ? last.notes : null;
    if (known === null) onGap();
    const told = new Set(known?.map(({ id }) => id));
    for (const { id, projectId } of look.notes) if (!told.has(id)) onMessage(changeMessage(projectId));
    last = look;
    onAsked?.();
  };
}

/**
 * Whether every change between the two is noted in the later one. Not when another server answers, which may lack what the one
 * before it had; nor when the database's clock was set back; nor when notes are gone, being old.
 */
function follows(last: Look, look: Look): boolean {
  const elapsedMs = look.atMs - last.atMs;
  return look.server === last.server && elapsedMs >= 0 && elapsedMs < lookReachMs;
}
