import type { Answer } from '../../e2e/harness/api.ts';
import type { ServiceName } from '../../e2e/harness/installation.ts';

/** Answers of the services, by status, and the slowest of each. */
export interface Answers {
  add(service: ServiceName, answer: Answer): void;
  worstMs(service: ServiceName): number;
  /** Requests that were not answered at all. */
  none(): number;
  /** All of it in a line. */
  text(): string;
}

export function answers(): Answers {
  const statuses = new Map<string, number>();
  const worst = new Map<ServiceName, number>();
  const slowest = new Map<string, number>();
  return {
    add(service, { status, durationMs }) {
      const key = `${service} ${status}`;
      statuses.set(key, (statuses.get(key) ?? 0) + 1);
      worst.set(service, Math.max(worst.get(service) ?? 0, durationMs));
      slowest.set(key, Math.max(slowest.get(key) ?? 0, durationMs));
    },
    worstMs: (service) => worst.get(service) ?? 0,
    none: () => [...statuses].reduce((sum, [key, count]) => sum + (key.endsWith(' 0') ? count : 0), 0),
    text: () =>
      [...statuses]
        .map(([key, count]) => `${count} × ${key} within ${Math.round(slowest.get(key) ?? 0)} ms`)
        .join(', '),
  };
}
