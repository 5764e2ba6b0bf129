import { describe } from '@jest/globals';
import { canInstall, missingPrograms, monitoringPrograms } from '../../local/programs.ts';

/** A suite that runs Prometheus' own programs; skipped where they cannot be had, unless REQUIRE_REAL says otherwise. */
export function describePrometheus(title: string, body: () => void): void {
  const available = missingPrograms(monitoringPrograms).length === 0 || canInstall();
  if (available || process.env['REQUIRE_REAL'] === '1') describe(title, body);
  else describe.skip(title, body);
}
