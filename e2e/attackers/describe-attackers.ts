import { describe } from '@jest/globals';
import { attackPrograms, canInstall, missingPrograms } from '../../infra/local/programs.ts';

export interface Machine {
  /** Programs that are not there. */
  readonly missing: readonly string[];
  readonly canInstall: boolean;
  readonly requireReal: boolean;
}

/** Why attackers cannot be let loose here, or null when they can. With REQUIRE_REAL=1 absence throws. */
export function whyNot({ missing, canInstall, requireReal }: Machine): string | null {
  if (missing.length === 0 || canInstall) return null;
  const reason = `there is no ${missing.join(', ')}`;
  if (requireReal) throw new Error(`REQUIRE_REAL=1, and ${reason}`);
  return reason;
}

/** A suite that drives browsers: skipped, visibly, where they are absent and may not be installed. */
export function describeAttackers(title: string, body: () => void): void {
  const reason = whyNot({
    missing: missingPrograms(attackPrograms),
    canInstall: canInstall(),
    requireReal: process.env['REQUIRE_REAL'] === '1',
  });
  if (reason === null) describe(title, body);
  else describe.skip(`${title} (${reason})`, body);
}
