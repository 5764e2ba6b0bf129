import type { describe as describeSuite } from '@jest/globals';
import { nowhere, type RealInfrastructure, realInfrastructure } from './real-infrastructure.ts';

// Jest's own, by its global name: a command that measures for hours uses this package too, and Jest's module throws outside Jest.
declare const describe: typeof describeSuite;

/** A suite that runs on real infrastructure, and is skipped where there is none. */
export function describeReal(title: string, body: (real: RealInfrastructure) => void): void {
  const real = realInfrastructure();
  if (real === null) describe.skip(title, () => body(nowhere));
  else describe(title, () => body(real));
}
