import type { Logger } from '@botect/runtime';
import { createGroup, type Group } from './group.embedded.ts';
import { keyHash } from './key-hash.ts';
import type { Log } from './log.ts';
import { type BusTables, busTables, type Sql } from './tables.embedded.ts';
import type { Timing } from './timing.ts';
import type { TopicDefinition } from './topics.ts';

export interface EmbeddedLogOptions {
  /** A database in which no other process has its bus. */
  readonly sql: Sql;
  readonly log: Logger;
  readonly topics: readonly TopicDefinition[];
  readonly timing: Timing;
}

const removeEveryMs = 3_600_000;

/** The log in two tables of a database. Appending wakes the consumers of this process; nothing polls. */
export async function openEmbeddedLog({ sql, log, topics, timing }: EmbeddedLogOptions): Promise<Log> {
  const tables = busTables(sql);
  const groups = new Map<string, Group>();
  const closing = new AbortController();
  const partitions = new Map(topics.map((topic) => [topic.name, topic.partitions]));
  const removeOld = async () => {
    for (const { name, retentionMs } of topics) await tables.removeRead(name, retentionMs);
  };
  const keepRemoving = async () => {
    for (;;) {
      await timing.pause(removeEveryMs, closing.signal);
      await removeOld().catch((error) => log.warn({ err: error }, 'old records were not removed'));
    }
  };

  await tables.create();
  await removeOld();
  // Rejects when closing cuts the pause short: the end of it.
  keepRemoving().catch(() => {});
  const append = await appender(tables, partitions);
  return {
    async append(topic, records) {
      await append(topic, records);
      for (const [name, { wake }] of groups) if (name.startsWith(`${topic}/`)) wake();
    },
    async consume({ topic, group, onFetch }) {
      await tables.enter(group, topic, partitions.get(topic) ?? 1);
      const name = `${topic}/${group}`;
      const unread = () => tables.unread(group, topic);
      const known = groups.get(name);
      const joined =
        known ?? createGroup({ log, timing, unread, commit: (last) => tables.commit(group, last) });
      groups.set(name, joined);
      return joined.join(onFetch);
    },
    async lag(topic, group) {
      const unread = await tables.countUnread(group, topic);
      const count = partitions.get(topic) ?? 1;
      return new Map(
        Array.from({ length: count }, (_, partition) => [partition, unread.get(partition) ?? 0]),
      );
    },
    ping: async () => void (await sql.query('select 1')),
    close: async () => closing.abort(),
  };
}

/** Appends one call after the other: a reader must never see an offset before those below it. */
async function appender(tables: BusTables, partitions: ReadonlyMap<string, number>): Promise<Log['append']> {
  let ends = await tables.ends();
  let last: Promise<unknown> = Promise.resolve();

  const appendNow: Log['append'] = async (topic, records) => {
    const placed = records.map((record) => {
      const partition = keyHash(record.key) % (partitions.get(topic) ?? 1);
      const place = `${topic}/${partition}`;
      const offset = ends.get(place) ?? 0;
      ends.set(place, offset + 1);
      return { ...record, topic, partition, offset };
    });
    await tables.insert(placed);
  };
  const learnEnds = async (error: unknown) => {
    // A statement that failed may have been carried out all the same, or not.
    ends = await tables.ends();
    throw error;
  };
  return (topic, records) => {
    const appended = last.then(() => appendNow(topic, records).catch(learnEnds));
    last = appended.catch(() => {});
    return appended;
  };
}
