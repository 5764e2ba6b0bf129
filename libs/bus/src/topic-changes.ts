import type { DeclaredTopic } from './declared-topics.ts';
import { topicConfig } from './topics.ts';

/** A topic as Kafka has it. */
export interface FoundTopic {
  readonly name: string;
  readonly partitions: number;
  /** Copies of the partition that has fewest. */
  readonly replication: number;
  /** What was set on the topic itself. */
  readonly config: ReadonlyMap<string, string>;
}

interface Told {
  readonly name: string;
  /** For whoever runs it. */
  readonly told: string;
}

export type TopicChange = Told &
  (
    | {
        readonly kind: 'create';
        readonly partitions: number;
        readonly replication: number;
        readonly config: ReadonlyMap<string, string>;
      }
    | { readonly kind: 'partitions'; readonly partitions: number }
    | { readonly kind: 'config'; readonly config: ReadonlyMap<string, string> }
  );

/** What to do so that Kafka has what is declared, and what cannot be done in place. */
export function topicChanges(wanted: readonly DeclaredTopic[], found: readonly FoundTopic[]) {
  const faults: string[] = [];
  const byName = new Map(found.map((topic) => [topic.name, topic]));
  const changes = wanted.flatMap((topic): TopicChange[] => {
    const there = byName.get(topic.name);
    if (there === undefined) return [creation(topic)];
    faults.push(...unchangeable(topic, there));
    return [...morePartitions(topic, there), ...otherConfig(topic, there)];
  });
  return { changes, faults };
}

function creation({ name, partitions, replication, retentionMs, minInSync }: DeclaredTopic): TopicChange {
  const told = `${name}: created with ${partitions} partitions, ${replication} copies`;
  const config = topicConfig(retentionMs, minInSync);
  return { kind: 'create', name, partitions, replication, config, told };
}

function unchangeable(topic: DeclaredTopic, there: FoundTopic): string[] {
  const { name } = topic;
  return [
    there.partitions > topic.partitions &&
      `${name} has ${there.partitions} partitions, ${topic.partitions} are declared: partitions are never taken away, declare as many`,
    there.replication !== topic.replication &&
      `${name} has ${there.replication} copies, ${topic.replication} are declared: kafka-reassign-partitions changes that`,
  ].filter((fault) => fault !== false);
}

function morePartitions({ name, partitions }: DeclaredTopic, there: FoundTopic): TopicChange[] {
  if (there.partitions >= partitions) return [];
  return [
    { kind: 'partitions', name, partitions, told: `${name}: ${there.partitions} → ${partitions} partitions` },
  ];
}

function otherConfig(topic: DeclaredTopic, there: FoundTopic): TopicChange[] {
  const { name } = topic;
  const different = [...topicConfig(topic.retentionMs, topic.minInSync)].filter(
    ([key, value]) => there.config.get(key) !== value,
  );
  if (different.length === 0) return [];
  // Altering replaces all that is set on a topic: what somebody else set must be said again.
  const config = new Map([...there.config, ...different]);
  const told = different.map(([key, value]) => `${key} ${there.config.get(key) ?? 'unset'} → ${value}`);
  return [{ kind: 'config', name, config, told: `${name}: ${told.join(', ')}` }];
}
