import { expect, test } from '@jest/globals';
import type { ReceivedRecord } from './bus.ts';
import { deadLetter, revived } from './dead-letter.ts';

const record: ReceivedRecord = {
  topic: 'signals',
  partition: 0,
  offset: 0n,
  key: 'key',
  value: Buffer.from('value'),
  headers: { own: 'kept' },
};
const buried = (reason: string, letter = record): ReceivedRecord => ({
  ...record,
  headers: {},
  ...deadLetter(letter, { reason, stage: 'scoring', attempts: 1, atMs: 0 }),
});

test('a reason is cut where it would outgrow the record', () => {
  expect(buried('r'.repeat(10_000)).headers['dead-letter-reason']).toBe('r'.repeat(500));
});

test('a revived record is as it was, and says how often it came back', () => {
  const once = revived(buried('bug'), 'signals');
  const { topic, key, value } = record;
  expect(once).toEqual({ topic, key, value, headers: { own: 'kept', replayed: '1' } });
  const twice = revived(buried('bug', { ...record, headers: once.headers ?? {} }), 'signals');
  expect(twice.headers).toEqual({ own: 'kept', replayed: '2' });
});
