import type { Channel } from './cache.ts';

/** Channels by name within the process. Messages arrive after `publish` was called, not within the call. */
export function embeddedChannels(): (name: string) => Channel {
  const listeners = new Map<string, Set<(message: string) => void>>();

  return (name) => ({
    async publish(message) {
      for (const onMessage of listeners.get(name) ?? []) queueMicrotask(() => onMessage(message));
    },

    async subscribe(onMessage, onGap) {
      const listening = listeners.get(name) ?? new Set();
      listeners.set(name, listening);
      // Wrapped: the same function may subscribe twice, and each subscription ends alone.
      const listener = (message: string) => onMessage(message);
      listening.add(listener);
      onGap();
      return {
        async close() {
          listening.delete(listener);
        },
      };
    },
  });
}
