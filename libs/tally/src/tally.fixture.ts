import { decodeTally, type TallyRecord } from '@botect/contracts';
import { type Logger, recordingTelemetry, silentLog } from '@botect/runtime';
import { fakeClock } from '@botect/testkit';
import { createTally, type TallyOptions } from './tally.ts';

export const source = '6f1c2a34-0000-4000-8000-000000000000';
export const startMs = Date.UTC(2026, 5, 14, 10, 30);
export const [second, hour] = [1_000, 3_600_000];
/** When the hour of `startMs` began. */
export const thisHour = startMs - hour / 2;
export const keyId = (index: number) => `6f1c2a34-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** A tally on a bus in memory that can go away, and can keep a record although it says it did not. */
export function tallyFixture(options: Partial<TallyOptions> = {}) {
  const now = fakeClock(startMs);
  const telemetry = recordingTelemetry();
  const published: TallyRecord[] = [];
  const warnings: string[] = [];
  const faults = { away: false, unacknowledged: false };
  const warn = (_fields: object | string, message?: string) => void warnings.push(message ?? String(_fields));
  const log: Logger = { ...silentLog, warn };
  const bus: TallyOptions['bus'] = {
    async publish({ value }) {
      if (faults.away) throw new Error('away');
      published.push(decodeTally(value));
      if (faults.unacknowledged) throw new Error('no answer');
    },
  };
  const tally = createTally({ bus, source, now, log, telemetry, ...options });
  return { tally, now, telemetry, published, warnings, faults };
}
