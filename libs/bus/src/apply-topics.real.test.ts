import { silentLog as log } from '@botect/runtime';
import { describeReal, uniqueName } from '@botect/testkit';
import { beforeEach, expect, test } from '@jest/globals';
import { applyTopics } from './apply-topics.ts';
import type { DeclaredTopic } from './declared-topics.ts';

describeReal('topics applied to Kafka', ({ kafkaBrokers }) => {
  let topicPrefix: string;
  beforeEach(() => {
    topicPrefix = `${uniqueName('prefix')}-`;
  });
  const declared = { name: 'signals', partitions: 2, retentionMs: 3_600_000, replication: 1, minInSync: 1 };
  const apply = (topic: DeclaredTopic, dryRun = false) =>
    applyTopics({ kafkaBrokers, clientId: 'test', topicPrefix, log }, [topic], { dryRun });

  test('are there as declared, and a second time there is nothing to do', async () => {
    expect(await apply(declared)).toEqual([`${topicPrefix}signals: created with 2 partitions, 1 copies`]);
    expect(await apply(declared)).toEqual([]);
  });

  test('grow and change when the declaration does', async () => {
    await apply(declared);
    const changed = { ...declared, partitions: 3, retentionMs: 7_200_000 };
    expect(await apply(changed)).toEqual([
      `${topicPrefix}signals: 2 → 3 partitions`,
      `${topicPrefix}signals: retention.ms 3300000 → 6600000, segment.ms 300000 → 600000`,
    ]);
    expect(await apply(changed)).toEqual([]);
  });

  test('are left alone by a dry run, and where partitions would be lost', async () => {
    expect(await apply(declared, true)).toHaveLength(1);
    expect(await apply(declared)).toHaveLength(1);
    await expect(apply({ ...declared, partitions: 1, retentionMs: 1 })).rejects.toThrow(
      'partitions are never taken away',
    );
    expect(await apply(declared)).toEqual([]);
  });
});
