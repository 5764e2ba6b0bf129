import { pid } from 'node:process';

let namesGiven = 0;
// The process id alone is given again after a while, and a server may outlive many runs.
const startedAt = process.hrtime.bigint().toString(36);

/** `prefix-…` that no other test, worker or earlier run uses; lower-case letters, digits and hyphens. */
export function uniqueName(prefix: string): string {
  namesGiven += 1;
  return `${prefix}-${pid}-${startedAt}-${namesGiven}`;
}
