import { describe, test } from '@jest/globals';
import { findKubectl } from './kubectl.ts';

/** A suite on what kubectl makes of k8s/; skipped where there is no kubectl, which REQUIRE_REAL=1 calls a failure. */
export function describeManifests(title: string, body: () => void): void {
  if (findKubectl() !== null) describe(title, body);
  else if (process.env['REQUIRE_REAL'] !== '1') describe.skip(`${title} (no kubectl)`, body);
  else describe(title, absent);
}

function absent(): void {
  test('kubectl is installed', () => {
    throw new Error('REQUIRE_REAL=1, and there is no kubectl');
  });
}
