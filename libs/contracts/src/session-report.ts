import { z } from 'zod';
import { Problem } from './problem.ts';
import { serverReportSchema } from './server-hits.ts';
import { recordShape, sessionKey } from './signal-batch.ts';
import { signalsTopic } from './topics.ts';

export const sessionReportSchema = z.object({
  ...recordShape,
  kind: z.literal('report'),
  report: serverReportSchema,
});

/** A record of topic `signals` without events: what a site's server told of a session. */
export type SessionReport = Omit<z.infer<typeof sessionReportSchema>, 'v' | 'kind'>;

/** How every one begins: the many records that are none are told at a glance, without being parsed. */
const opening = Buffer.from('{"v":1,"kind":"report",');

/** Where it goes: among the session's signals, so that whoever holds the session reads both. */
export function sessionReportRecord(report: SessionReport) {
  const fields = Buffer.from(JSON.stringify(report)).subarray(1);
  return {
    topic: signalsTopic.name,
    key: sessionKey(report.project_id, report.session_token),
    value: Buffer.concat([opening, fields]),
  };
}

/** Reads a record back; null for every record that is no report. Throws INVALID_PAYLOAD when it is a broken one. */
export function decodeSessionReport(value: Buffer): SessionReport | null {
  if (!value.subarray(0, opening.length).equals(opening)) return null;
  try {
    const { v: _version, kind: _kind, ...report } = sessionReportSchema.parse(JSON.parse(value.toString()));
    return report;
  } catch (cause) {
    throw new Problem('INVALID_PAYLOAD', 'not a report of a session', { cause });
  }
}
