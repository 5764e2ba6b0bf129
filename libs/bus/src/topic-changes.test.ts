import { expect, test } from '@jest/globals';
import { type FoundTopic, topicChanges } from './topic-changes.ts';

const wanted = { name: 'signals', partitions: 12, retentionMs: 1_200, replication: 3, minInSync: 2 };
const config = new Map([
  ['retention.ms', '1100'],
  ['segment.ms', '100'],
  ['min.insync.replicas', '2'],
]);
const there: FoundTopic = { name: 'signals', partitions: 12, replication: 3, config };

test('a topic that is as declared is left alone', () => {
  expect(topicChanges([wanted], [there])).toEqual({ changes: [], faults: [] });
});

test('a missing topic is created with everything declared', () => {
  const { changes } = topicChanges([wanted], []);
  expect(changes).toMatchObject([{ kind: 'create', partitions: 12, replication: 3, config }]);
});

test('missing partitions are added', () => {
  const { changes } = topicChanges([wanted], [{ ...there, partitions: 6 }]);
  expect(changes).toMatchObject([{ kind: 'partitions', partitions: 12 }]);
});

test('a changed setting keeps those that somebody else set', () => {
  const found = {
    ...there,
    config: new Map([
      ['retention.ms', '5'],
      ['max.message.bytes', '7'],
    ]),
  };
  const [change] = topicChanges([wanted], [found]).changes;
  expect(change).toMatchObject({ kind: 'config', config: new Map([...config, ['max.message.bytes', '7']]) });
  expect(change?.told).toBe(
    'signals: retention.ms 5 → 1100, segment.ms unset → 100, min.insync.replicas unset → 2',
  );
});

test.each([
  ['partitions are never taken away', { ...there, partitions: 24 }],
  ['kafka-reassign-partitions', { ...there, replication: 1 }],
])('what cannot be changed in place is told: %s', (fault, found) => {
  expect(topicChanges([wanted], [found]).faults).toEqual([expect.stringContaining(fault)]);
});
