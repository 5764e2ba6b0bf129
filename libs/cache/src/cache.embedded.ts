import { type Clock, systemClock } from '@botect/runtime';
import { LRUCache } from 'lru-cache';
import type { Cache, SeenMembers, VersionedEntry, VersionedValues } from './cache.ts';
import { embeddedChannels } from './channel.embedded.ts';
import { embeddedFirstHolders, type Held } from './first-holders.embedded.ts';
import { embeddedRateLimits } from './rate-limit.embedded.ts';

interface Stored {
  readonly revision: number;
  readonly value: Buffer;
}

export interface EmbeddedCacheOptions {
  readonly embedded: true;
  /** Values, members seen, and slots held, kept at most (each); the least recently used go first. 100,000 unless told. */
  readonly entriesMax?: number;
  readonly now?: Clock;
}

/** The cache of a single process: the same promises as Redis, until the process ends. */
export function embeddedCache(options: EmbeddedCacheOptions): Cache {
  const { entriesMax = 100_000, now = systemClock } = options;
  // Resolution 0: the library would else remember the time for a while, by a timer.
  const bounds = { max: entriesMax, ttlResolution: 0, perf: { now } };
  const values = new LRUCache<string, Stored>(bounds);
  const members = new LRUCache<string, true>(bounds);
  const slots = new LRUCache<string, Held>(bounds);
  return {
    versionedValues: (keyspace) => embeddedVersionedValues(values, keyspace),
    seenMembers: (keyspace) => embeddedSeenMembers(members, keyspace),
    firstHolders: (keyspace) => embeddedFirstHolders(slots, keyspace),
    channel: embeddedChannels(),
    rateLimit: embeddedRateLimits(now),
    ping: async () => {},
    close: async () => {},
  };
}

function embeddedVersionedValues(
  values: LRUCache<string, Stored>,
  { prefix, ttlMs }: { readonly prefix: string; readonly ttlMs: number },
): VersionedValues {
  const fullKey = (key: Buffer) => prefix + key.toString('latin1');

  const putNewest = ({ key, revision, value }: VersionedEntry) => {
    const name = fullKey(key);
    const old = values.peek(name);
    if (old !== undefined && old.revision > revision) return;
    values.set(name, { revision, value: Buffer.from(value) }, { ttl: ttlMs });
  };

  return {
    // Copies in and out: nobody's later change to a buffer may reach what is stored.
    async get(key) {
      const found = values.get(fullKey(key));
      return found === undefined ? null : Buffer.from(found.value);
    },
    putNewest: async (entries) => entries.forEach(putNewest),
  };
}

function embeddedSeenMembers(
  seen: LRUCache<string, true>,
  { prefix, windowMs, now }: { readonly prefix: string; readonly windowMs: number; readonly now: Clock },
): SeenMembers {
  /** Where a member may be: the slot now, and the one before. */
  const namesOf = (group: string, member: number): readonly [now: string, before: string] => {
    const slot = Math.floor(now() / windowMs);
    return [`${prefix}:${slot}:${member}:${group}`, `${prefix}:${slot - 1}:${member}:${group}`];
  };
  return {
    async add(group, members) {
      const isNew = (member: number) => {
        const [name, before] = namesOf(group, member);
        if (seen.has(before) || seen.has(name)) return false;
        seen.set(name, true, { ttl: 2 * windowMs });
        return true;
      };
      return members.filter(isNew).length;
    },
    async remove(group, members) {
      for (const name of members.flatMap((member) => namesOf(group, member))) seen.delete(name);
    },
  };
}
