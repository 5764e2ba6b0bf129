import type { HealthBoard } from './health.ts';
import { instruments } from './instruments.ts';
import type { Telemetry } from './telemetry.ts';

/** Asks every part when somebody collects. */
export function observeHealth(
  telemetry: Telemetry,
  { readiness, dependencies }: Pick<HealthBoard, 'readiness' | 'dependencies'>,
): void {
  telemetry.gauge(...instruments.ready, async () => ((await readiness()).ready ? 1 : 0));
  telemetry.gauge(...instruments.dependencyUp, async () =>
    Array.from(await dependencies(), ([dependency, up]) => [up ? 1 : 0, { dependency }] as const),
  );
}
