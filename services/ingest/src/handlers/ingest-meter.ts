import { Problem } from '@botect/contracts';
import { instruments, type Telemetry } from '@botect/runtime';

/** Counts what ingest does. */
export interface IngestMeter {
  accepted(fresh: number, repeated: number): void;
  refused(error: unknown): void;
}

const [freshEvents, repeatedEvents] = [{ outcome: 'new' }, { outcome: 'duplicate' }];

export function ingestMeter(telemetry: Telemetry): IngestMeter {
  const events = telemetry.counter(...instruments.ingestEvents);
  const refusals = telemetry.counter(...instruments.ingestRefusals);
  return {
    accepted(fresh, repeated) {
      events.add(fresh, freshEvents);
      if (repeated > 0) events.add(repeated, repeatedEvents);
    },
    refused: (error) => refusals.add(1, { code: error instanceof Problem ? error.code : 'INTERNAL_ERROR' }),
  };
}
