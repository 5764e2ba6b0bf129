import { describe, expect, test } from '@jest/globals';
import { decodeSessionErasure } from './session-erasure.ts';
import { decodeSessionReport, type SessionReport, sessionReportRecord } from './session-report.ts';
import { decodeSignalBatch, encodeSignalBatch } from './signal-batch.ts';

const head = {
  project_id: 123,
  account_id: 9,
  session_token: 'sess_1',
  accepted_at: 1_781_431_200_000,
  likely_bot_threshold: 30,
};
const report: SessionReport = {
  ...head,
  report: {
    reported_at: 1_781_431_199_000,
    page_id: '0123456789abcdef0123456789abcdef',
    hit: { header_names: ['host', 'user-agent'], languages: ['en'], had_session_cookie: true },
    logged_in: true,
    address: { ip: '8.8.8.8', source: 'header', inferred: false },
  },
};

describe('the report of a site’s server', () => {
  test('travels among the signals of its session', () => {
    const { topic, key, value } = sessionReportRecord(report);
    expect({ topic, key }).toEqual({ topic: 'signals', key: '123:sess_1' });
    expect(decodeSessionReport(value)).toEqual(report);
  });

  test('written by version 1 still reads the same', () => {
    const golden =
      '{"v":1,"kind":"report","project_id":123,"account_id":9,"session_token":"sess_1","accepted_at":1781431200000,"likely_bot_threshold":30,"report":{"reported_at":1781431199000,"page_id":"0123456789abcdef0123456789abcdef","hit":{"header_names":["host","user-agent"],"languages":["en"],"had_session_cookie":true},"logged_in":true,"address":{"ip":"8.8.8.8","source":"header","inferred":false}}}';
    expect(decodeSessionReport(Buffer.from(golden))).toEqual(report);
  });

  test('is never taken for a batch or an erasure, nor they for a report', () => {
    const { value } = sessionReportRecord(report);
    expect(() => decodeSignalBatch(value)).toThrow(expect.objectContaining({ code: 'INVALID_PAYLOAD' }));
    expect(decodeSessionErasure(value)).toBeNull();
    const erasure = '{"v":1,"kind":"erase","project_id":123,"session_token":"sess_1","requested_at":1}';
    expect(decodeSessionReport(Buffer.from(erasure))).toBeNull();
  });

  test('that is broken can never be read, and says so', () => {
    const value = Buffer.from('{"v":1,"kind":"report","project_id":0}');
    expect(() => decodeSessionReport(value)).toThrow(expect.objectContaining({ code: 'INVALID_PAYLOAD' }));
  });

  test('comes with the events it hands on in one record', () => {
    const events = [{ request_id: 'a', type: 'mouse', received_at: '2026-06-14T10:00:00Z', payload: [] }];
    const envelope = { v: 1 as const, ...head, client: null, report: { ...report.report, hit: null } };
    const value = encodeSignalBatch(
      envelope,
      Buffer.from(JSON.stringify({ session_token: 'sess_1', events })),
    );
    expect(decodeSignalBatch(value)).toMatchObject({
      client: null,
      report: { logged_in: true },
      request: { events },
    });
  });
});
