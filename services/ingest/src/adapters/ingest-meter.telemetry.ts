import { Problem } from '@botect/contracts';
import { type Attributes, instruments, type Telemetry } from '@botect/runtime';
import type { IngestMeter } from '../ports.ts';

const [freshEvents, repeatedEvents] = [{ outcome: 'new' }, { outcome: 'duplicate' }];
const kinds = { page_hit: { kind: 'page_hit' }, login: { kind: 'login' } };

export function ingestMeter(telemetry: Telemetry): IngestMeter {
  const events = telemetry.counter(...instruments.ingestEvents);
  const reports = telemetry.counter(...instruments.ingestReports);
  const [overQuota, overQuotaBatches] = [
    telemetry.counter(...instruments.ingestOverQuota),
    telemetry.counter(...instruments.ingestOverQuotaBatches),
  ];
  const perProject = telemetry.ranked(...instruments.projectEvents, 'project');
  const refusals = telemetry.counter(...instruments.ingestRefusals);
  return {
    accepted(projectId, fresh, repeated) {
      events.add(fresh, freshEvents);
      perProject.add(fresh, projectId);
      if (repeated > 0) events.add(repeated, repeatedEvents);
    },
    overQuota(fresh) {
      overQuota.add(fresh);
      overQuotaBatches.add(1);
    },
    reported: (what) => reports.add(1, kinds[what]),
    refused: (error) => refusals.add(1, codeOf(error)),
  };
}

const codes = new Map<string, Attributes>();

function codeOf(error: unknown): Attributes {
  const code = error instanceof Problem ? error.code : 'INTERNAL_ERROR';
  const attributes = codes.get(code) ?? { code };
  codes.set(code, attributes);
  return attributes;
}
