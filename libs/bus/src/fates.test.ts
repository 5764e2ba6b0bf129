import { describe, expect, test } from '@jest/globals';
import type { ReceivedRecord } from './bus.ts';
import { outcomeOf } from './fates.ts';

const record: ReceivedRecord = {
  topic: 'signals',
  partition: 3,
  offset: 12n,
  key: 'key',
  value: Buffer.from('value'),
  headers: { own: 'kept' },
};
const handedOver = { record, group: 'scoring', attempt: 1, nowMs: Date.UTC(2026, 5, 14) };

test('done is done, with what it emits', () => {
  const emit = [{ topic: 'next', key: 'key', value: Buffer.from('2') }];
  expect(outcomeOf({ kind: 'done' }, handedOver)).toEqual({ publish: [], handOverAgain: false });
  expect(outcomeOf({ kind: 'done', emit }, handedOver)).toEqual({ publish: emit, handOverAgain: false });
});

test('drop leaves nothing but its reason', () => {
  const outcome = outcomeOf({ kind: 'drop', reason: 'too old' }, handedOver);
  expect(outcome).toEqual({ publish: [], handOverAgain: false, dropped: 'too old' });
});

describe('retry', () => {
  const fate = { kind: 'retry', reason: 'too early' } as const;

  test.each([1, 2, 3, 4])('at attempt %i the record is handed over again', (attempt) => {
    expect(outcomeOf(fate, { ...handedOver, attempt })).toEqual({ publish: [], handOverAgain: true });
  });

  test('at the fifth attempt it is a dead letter', () => {
    const outcome = outcomeOf(fate, { ...handedOver, attempt: 5 });
    expect(outcome).toMatchObject({ handOverAgain: false, deadLettered: 'too early' });
    expect(outcome.publish[0]?.headers).toMatchObject({ 'dead-letter-attempts': '5' });
  });
});

test('a dead letter keeps key, value and headers, and tells its story', () => {
  const outcome = outcomeOf({ kind: 'dead-letter', reason: 'not JSON' }, handedOver);
  const headers = {
    own: 'kept',
    'dead-letter-reason': 'not JSON',
    'dead-letter-stage': 'scoring',
    'dead-letter-topic': 'signals',
    'dead-letter-partition': '3',
    'dead-letter-offset': '12',
    'dead-letter-attempts': '1',
    'dead-letter-at': '2026-06-14T00:00:00.000Z',
  };
  const letter = { topic: 'signals.dead-letter', key: 'key', value: Buffer.from('value'), headers };
  expect(outcome).toEqual({ publish: [letter], handOverAgain: false, deadLettered: 'not JSON' });
});

test('a fate nobody knows is an error of the handler', () => {
  const unknown = JSON.parse('{"kind":"perhaps"}');
  expect(() => outcomeOf(unknown, handedOver)).toThrow('unknown fate: {"kind":"perhaps"}');
});
