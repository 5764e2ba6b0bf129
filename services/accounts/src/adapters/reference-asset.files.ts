import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ReferenceAsset } from '../ports/index.ts';

const served = new Set(['swagger-ui.css', 'swagger-ui-bundle.js']);

/** The reference page's style and script, out of the package that brings them; read once each. */
export function referenceAssetFromPackage(): ReferenceAsset {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const read = new Map<string, Promise<Buffer>>();
  return async (name) => {
    if (!served.has(name)) return null;
    const known = read.get(name) ?? readFile(join(folder, name));
    read.set(name, known);
    return known;
  };
}
