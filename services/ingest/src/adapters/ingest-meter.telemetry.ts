import { Problem } from '@botect/contracts';
import { instruments, type Telemetry } from '@botect/runtime';
import type { IngestMeter } from '../ports.ts';

const [freshEvents, repeatedEvents] = [{ outcome: 'new' }, { outcome: 'duplicate' }];
const kinds = { page_hit: { kind: 'page_hit' }, login: { kind: 'login' } };

export function ingestMeter(telemetry: Telemetry): IngestMeter {
  const events = telemetry.counter(...instruments.ingestEvents);
  const reports = telemetry.counter(...instruments.ingestReports);
  const refusals = telemetry.counter(...instruments.ingestRefusals);
  return {
    accepted(fresh, repeated) {
      events.add(fresh, freshEvents);
      if (repeated > 0) events.add(repeated, repeatedEvents);
    },
    reported: (what) => reports.add(1, kinds[what]),
    refused: (error) => refusals.add(1, { code: error instanceof Problem ? error.code : 'INTERNAL_ERROR' }),
  };
}
