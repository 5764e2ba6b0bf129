import { describe, expect, test } from '@jest/globals';
import { decodeSessionErasure, type SessionErasure, sessionErasureRecord } from './session-erasure.ts';
import { decodeSignalBatch } from './signal-batch.ts';

const erasure: SessionErasure = {
  project_id: 123,
  session_token: 'sess_1',
  requested_at: 1_781_431_200_000,
};

describe('the erasure of a session', () => {
  test('travels among the signals of its session', () => {
    const { topic, key, value } = sessionErasureRecord(erasure);
    expect({ topic, key }).toEqual({ topic: 'signals', key: '123:sess_1' });
    expect(decodeSessionErasure(value)).toEqual(erasure);
  });

  test('written by version 1 still reads the same', () => {
    const golden =
      '{"v":1,"kind":"erase","project_id":123,"session_token":"sess_1","requested_at":1781431200000}';
    expect(decodeSessionErasure(Buffer.from(golden))).toEqual(erasure);
  });

  test('is never taken for a batch', () => {
    expect(() => decodeSignalBatch(sessionErasureRecord(erasure).value)).toThrow(
      expect.objectContaining({ code: 'INVALID_PAYLOAD' }),
    );
  });

  test.each([
    '',
    '{',
    'null',
    '{"v":1,"kind":"erase"}',
    '{"v":1,"project_id":123,"session_token":"sess_1","requested_at":1}',
    '{"v":2,"kind":"erase","project_id":123,"session_token":"sess_1","requested_at":1}',
  ])('%s is none', (text) => {
    expect(decodeSessionErasure(Buffer.from(text))).toBeNull();
  });
});
