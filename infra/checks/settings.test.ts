import { describe, expect, test } from '@jest/globals';
import { declaredSettings, processes } from '../configuration/declared-settings.ts';
import { writtenFromSettings } from '../configuration/written-from-settings.ts';
import { read, sourceFiles } from './repository.ts';
import { environmentReaders } from './settings.ts';

const declared = declaredSettings(await processes());
const files = await writtenFromSettings();

describe('settings', () => {
  test('the environment is read in one place', () => {
    expect(environmentReaders(sourceFiles())).toEqual([]);
  });

  test.each(files)('$path is what `node infra/configuration/main.ts` writes', ({ path, text }) => {
    expect(read(path)).toBe(text);
  });

  test.each(declared)('$name says what it is for', ({ meaning }) => {
    expect(meaning).toMatch(/^\S.*\.$/);
  });

  test('no name could be mistaken for the file of another', () => {
    expect(declared.filter(({ name }) => name.endsWith('_FILE'))).toEqual([]);
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
});
