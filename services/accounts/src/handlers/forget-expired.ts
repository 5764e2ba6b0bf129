import type { Ports } from '../ports/index.ts';

/**
 * Once an hour: drops what ended or nobody asks for any more. Days would be enough, but the first round comes after as long as
 * the others, and a process that is restarted every day would never come to it.
 */
export function forgetExpired({ stores }: Pick<Ports, 'stores'>, auditDays: number) {
  return { name: 'forget what expired', everyMs: 3_600_000, work: () => stores.forgetExpired(auditDays) };
}
