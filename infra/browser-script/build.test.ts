import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { paths, read } from '../checks/repository.ts';
import { buildScript, integrityOf } from './build.ts';

/** 10 kB, in all. */
const bytesMax = 10_000;

let script: string;
beforeAll(async () => {
  script = await buildScript();
});

describe('the built browser script', () => {
  test(`is at most ${bytesMax} bytes compressed`, () => {
    expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(bytesMax);
  });

  test('is the same whenever it is built', async () => {
    expect(await buildScript()).toBe(script);
  });

  test('never makes code from text, workers from blobs, or markup from strings', () => {
    expect(script).not.toMatch(
      /\beval\(|\bFunction\(|new Worker|createObjectURL|innerHTML|document\.write|importScripts/,
    );
  });

  test('leaves what it is in the page alone but for one name', () => {
    const assigned = [...script.matchAll(/globalThis/g)];
    expect(assigned).toHaveLength(1);
    expect(script).not.toMatch(/\bhistory\.|console\.(?:log|warn|error|info|debug)|\.pushState/);
  });

  test('has the version of its package', () => {
    const { version } = JSON.parse(read('libs/sdk-browser/package.json')) as { version: string };
    expect(script).toContain(`"${version}"`);
  });

  test('has the hash its documentation prints', () => {
    expect(read('docs/browser-sdk.md')).toContain(`integrity="${integrityOf(script)}"`);
  });
});

test('its sources import nothing but each other', () => {
  const sources = paths('libs/sdk-browser/src/**/*.ts').filter(
    (path) => !/\.(?:test|fixture)\.ts$/.test(path),
  );
  const foreign = sources.filter((path) => /from '(?!\.{1,2}\/)/.test(read(path)));
  expect([sources.length > 50, foreign]).toEqual([true, []]);
});
