import { expect, test } from '@jest/globals';
import { glanceAt } from './record-glance.ts';
import { sessionErasureRecord } from './session-erasure.ts';
import { sessionReportRecord } from './session-report.ts';
import { encodeSignalBatch } from './signal-batch.ts';

const head = {
  project_id: 2 ** 31,
  account_id: 2 ** 31,
  session_token: 's'.repeat(128),
  accepted_at: 1_781_431_200_000,
  likely_bot_threshold: 30,
};
const client = { ip: null, ua: '"accepted_at":1,', header_names: [], accept_language: null };

test('a batch tells when it was accepted, whatever its texts say', () => {
  const value = encodeSignalBatch({ client, v: 1, ...head }, Buffer.from('{"events":[]}'));
  expect(glanceAt(value)).toEqual({ kind: 'batch', acceptedAtMs: head.accepted_at });
});

test('a report tells that it is one', () => {
  const report = { reported_at: 1, page_id: null, hit: null, logged_in: true, address: null };
  const { value } = sessionReportRecord({ ...head, report });
  expect(glanceAt(value)).toEqual({ kind: 'report', acceptedAtMs: head.accepted_at });
});

test.each([
  ['an erasure', sessionErasureRecord({ project_id: 1, session_token: 's', requested_at: 1 }).value],
  ['what is no record', Buffer.from('{')],
  ['nothing', Buffer.alloc(0)],
])('%s is neither', (_what, value) => {
  expect(glanceAt(value)).toBeNull();
});
