import { instruments } from './instruments.ts';
import type { Attributes, Telemetry } from './telemetry.ts';

/** Times calls to a database, and passes on what they answer. */
export function timedCalls(
  telemetry: Telemetry,
  system: 'postgresql' | 'redis',
): <Answer>(call: () => Promise<Answer>) => Promise<Answer> {
  const durations = telemetry.histogram(...instruments.dbOperationDuration);
  const answered: Attributes = { 'db.system.name': system };
  const failed = new Map<string, Attributes>();
  const attributesOf = (error: unknown) => {
    const type = errorType(error);
    const known = failed.get(type) ?? { ...answered, 'error.type': type };
    failed.set(type, known);
    return known;
  };
  return async (call) => {
    const startedAt = performance.now();
    let attributes = answered;
    try {
      return await call();
    } catch (error) {
      attributes = attributesOf(error);
      throw error;
    } finally {
      durations.record((performance.now() - startedAt) / 1_000, attributes);
    }
  };
}

/** Our own code, or that of PostgreSQL: both are of few. */
function errorType(error: unknown): string {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'other';
}
