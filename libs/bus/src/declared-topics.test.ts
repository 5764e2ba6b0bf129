import type { TopicDeclaration } from '@botect/contracts';
import { expect, test } from '@jest/globals';
import { declaredTopics } from './declared-topics.ts';

const hourMs = 3_600_000;
const definitions = [{ name: 'signals', partitions: 12, retentionMs: 72 * hourMs }];
const topics = {
  signals: { partitions: 24, retention_hours: 24 },
  'signals.dead-letter': { partitions: 1, retention_hours: 168 },
};
const declaration: TopicDeclaration = { replication: 3, min_in_sync: 2, topics };

test('a deployment may have more partitions and keep records for less time', () => {
  const copies = { replication: 3, minInSync: 2 };
  expect(declaredTopics(declaration, definitions)).toEqual([
    { name: 'signals', partitions: 24, retentionMs: 24 * hourMs, ...copies },
    { name: 'signals.dead-letter', partitions: 1, retentionMs: 168 * hourMs, ...copies },
  ]);
});

test.each<[string, object]>([
  ['signals needs 12 partitions, not 6', { signals: { partitions: 6, retention_hours: 72 } }],
  ['signals may be kept for 72 hours at most, not 73', { signals: { partitions: 12, retention_hours: 73 } }],
  ['signal is no topic of the product', { signal: { partitions: 12, retention_hours: 72 } }],
  ['signals is missing', { signals: undefined }],
])('%s is refused', (fault, changed) => {
  const wrong = { ...declaration, topics: { ...topics, ...changed } } as TopicDeclaration;
  expect(() => declaredTopics(wrong, definitions)).toThrow(fault);
});

test('more copies in sync than there are copies are refused, since nothing could be written', () => {
  expect(() => declaredTopics({ ...declaration, min_in_sync: 4 }, definitions)).toThrow(
    'min_in_sync 4 is above replication 3',
  );
});

test('every fault is told at once', () => {
  const wrong = { ...declaration, min_in_sync: 4, topics: {} };
  expect(() => declaredTopics(wrong, definitions)).toThrow(
    /min_in_sync.*signals is.*signals\.dead-letter is/,
  );
});
