import type { Log } from './log.ts';
import type { TopicDefinition } from './topics.ts';

/**
 * Connects a log whose topics and groups carry the prefix outside alone: several installations can share one cluster,
 * and neither records nor dead letters know of it.
 */
export async function connectPrefixed(
  prefix: string,
  topics: readonly TopicDefinition[],
  connect: (topics: readonly TopicDefinition[]) => Promise<Log>,
): Promise<Log> {
  if (prefix === '') return connect(topics);
  const outside = (name: string) => `${prefix}${name}`;
  const log = await connect(topics.map((topic) => ({ ...topic, name: outside(topic.name) })));
  return {
    ...log,
    append: (topic, records) => log.append(outside(topic), records),
    consume: ({ topic, group, onFetch }) =>
      log.consume({
        topic: outside(topic),
        group: outside(group),
        onFetch: (fetch) =>
          onFetch({ ...fetch, records: fetch.records.map((record) => ({ ...record, topic })) }),
      }),
    lag: (topic, group) => log.lag(outside(topic), outside(group)),
  };
}
