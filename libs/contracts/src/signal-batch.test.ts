import { describe, expect, test } from '@jest/globals';
import { decodeSignalBatch, encodeSignalBatch, type SignalEnvelope } from './signal-batch.ts';

const envelope: SignalEnvelope = {
  v: 1,
  project_id: 123,
  account_id: 9,
  session_token: 'sess_1',
  accepted_at: 1_781_431_200_000,
  likely_bot_threshold: 30,
  client: { ip: '203.0.113.9', ua: 'Mozilla/5.0', header_names: ['host'], accept_language: 'en' },
};
const body =
  '{ "session_token": null, "events": [{"request_id":"a","type":"mouse","received_at":"2026-06-14T10:00:00Z","payload":{"entropy":0.74}}] }';

describe('a record of the signals topic', () => {
  test('carries the body as it was sent, and the facts ingest added', () => {
    const batch = decodeSignalBatch(encodeSignalBatch(envelope, Buffer.from(body)));
    expect(batch).toEqual({ ...envelope, request: JSON.parse(body) });
  });

  test('written by version 1 still reads the same', () => {
    const golden = `{"v":1,"project_id":123,"account_id":9,"session_token":"sess_1","accepted_at":1781431200000,"likely_bot_threshold":30,"client":{"ip":"203.0.113.9","ua":"Mozilla/5.0","header_names":["host"],"accept_language":"en"},"request":${body}}`;
    expect(decodeSignalBatch(Buffer.from(golden))).toEqual({ ...envelope, request: JSON.parse(body) });
  });

  test('carries what the browser volunteered of itself, and that it came over TLS', () => {
    const hints = { ua: '"Chromium";v="142"', platform: '"Linux"', mobile: null };
    const told = { ...envelope, client: { ...envelope.client, https: true, hints } } as SignalEnvelope;
    expect(decodeSignalBatch(encodeSignalBatch(told, Buffer.from(body))).client).toEqual(told.client);
  });

  test.each([
    '',
    '{',
    '[]',
    'null',
    '{"v":2}',
    '{"v":1}',
    JSON.stringify({ ...envelope, request: { events: [] } }),
  ])('%s can never be scored and says so', (text) => {
    expect(() => decodeSignalBatch(Buffer.from(text))).toThrow(
      expect.objectContaining({ code: 'INVALID_PAYLOAD' }),
    );
  });
});
