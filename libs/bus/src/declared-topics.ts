import type { TopicDeclaration } from '@botect/contracts';
import { StartupFault } from '@botect/runtime';
import { type TopicDefinition, withDeadLetterTopics } from './topics.ts';

/** A topic as a deployment wants it. */
export interface DeclaredTopic extends TopicDefinition {
  readonly replication: number;
  readonly minInSync: number;
}

const hourMs = 3_600_000;

/**
 * The declaration, held against what the product needs: every topic, no fewer partitions, no longer a retention (the
 * privacy promise), and a majority that can be in sync. Throws a StartupFault that names all it finds.
 */
export function declaredTopics(
  declaration: TopicDeclaration,
  definitions: readonly TopicDefinition[],
): readonly DeclaredTopic[] {
  const needed = withDeadLetterTopics(definitions);
  const { replication, min_in_sync: minInSync, topics } = declaration;
  const known = new Set(needed.map(({ name }) => name));
  const faults = Object.keys(topics)
    .filter((name) => !known.has(name))
    .map((name) => `${name} is no topic of the product`);
  if (minInSync > replication) faults.push(`min_in_sync ${minInSync} is above replication ${replication}`);
  const declared = needed.flatMap(({ name, partitions, retentionMs }) => {
    const wanted = topics[name];
    if (wanted === undefined) {
      faults.push(`${name} is missing`);
      return [];
    }
    if (wanted.partitions < partitions)
      faults.push(`${name} needs ${partitions} partitions, not ${wanted.partitions}`);
    if (wanted.retention_hours * hourMs > retentionMs)
      faults.push(
        `${name} may be kept for ${retentionMs / hourMs} hours at most, not ${wanted.retention_hours}`,
      );
    const { retention_hours: hours } = wanted;
    return [{ name, partitions: wanted.partitions, retentionMs: hours * hourMs, replication, minInSync }];
  });
  if (faults.length > 0) throw new StartupFault(`topics: ${faults.join('; ')}`);
  return declared;
}
