import { dirname, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { exceptions, type InstalledPackage, isPermitted, productionPackages } from './licences.ts';
import { paths, root } from './repository.ts';

function installed(): InstalledPackage[] {
  const seen = new Map<string, InstalledPackage>();
  for (const manifest of paths('{services/*,standalone}/package.json'))
    productionPackages(resolve(root, dirname(manifest)), seen);
  return [...seen.values()];
}

describe('licences', () => {
  test('of everything in production ask for no more than to be named', () => {
    const refused = installed().filter(({ name, licence }) => !isPermitted(licence) && !(name in exceptions));
    expect(refused).toEqual([]);
  });

  test('are looked up across the workspace and below', () => {
    const names = installed().map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['@botect/ingest', '@botect/bus', 'kafkajs', 'zod', 'pino', 'thread-stream']),
    );
  });

  test.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['Apache-2.0 AND BSD-3-Clause', true],
    ['MIT AND GPL-3.0', false],
    ['GPL-3.0-only', false],
    ['none named', false],
  ])('%s is permitted: %s', (expression, answer) => {
    expect(isPermitted(expression)).toBe(answer);
  });
});
