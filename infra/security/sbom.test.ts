import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { productionPackages } from '../checks/licences.ts';
import { root } from './pnpm.ts';
import { billOfMaterials, nameOf } from './sbom.ts';

test('the bill of materials names everything installed for production, with version and licence', async () => {
  const { bomFormat, components } = await billOfMaterials();
  const installed = [...productionPackages(join(root, 'standalone')).values()].map(({ name }) => name);
  const listed = new Set(components.map(nameOf));
  expect(bomFormat).toBe('CycloneDX');
  expect(installed.filter((name) => name !== '@botect/standalone' && !listed.has(name))).toEqual([]);
  const lacking = components.filter(
    ({ licenses = [], version, purl }) => !version || !purl || licenses.length === 0,
  );
  expect(lacking.map(nameOf)).toEqual([]);
  // What only tests and tools need is no part of it.
  expect([...listed].filter((name) => /^jest$|testcontainers|typescript$/.test(name))).toEqual([]);
});
