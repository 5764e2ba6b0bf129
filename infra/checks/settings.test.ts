import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { baseSettings } from '@botect/runtime';
import { describe, expect, test } from '@jest/globals';
import { paths, read, root, sourceFiles } from './repository.ts';
import { environmentReaders, namesIn } from './settings.ts';

async function declaredSettings(): Promise<string[]> {
  const schemas = paths('{services/*,standalone}/src/config.ts').map(async (path) => {
    const { configSchema } = await import(pathToFileURL(resolve(root, path)).href);
    return Object.keys(configSchema.shape);
  });
  const names = [Object.keys(baseSettings.shape), ...(await Promise.all(schemas))].flat();
  return [...new Set(names)].sort();
}

describe('settings', () => {
  test('the environment is read in one place', () => {
    expect(environmentReaders(sourceFiles())).toEqual([]);
  });

  test('.env.example names every setting and no other', async () => {
    const example = existsSync(resolve(root, '.env.example')) ? read('.env.example') : '';
    expect(namesIn(example).sort()).toEqual(await declaredSettings());
  });
});

describe('the check of settings', () => {
  test.each(["const port = process.env['PORT'];", "import { env } from 'node:process';"])(
    'reports %s',
    (text) => {
      expect(environmentReaders([{ path: 'services/ingest/src/config.ts', text }])).toHaveLength(1);
    },
  );

  test('reports a second reader beside the one place', () => {
    const reader = { path: 'libs/runtime/src/run.ts', text: 'process.env' };
    expect(environmentReaders([reader, { ...reader, path: 'libs/runtime/src/other.ts' }])).toEqual([
      'libs/runtime/src/other.ts',
    ]);
  });

  test('reads names, commented out or not', () => {
    expect(namesIn('PORT=8080\n# Where traces go.\n# TRACES_URL=\n')).toEqual(['PORT', 'TRACES_URL']);
  });
});
