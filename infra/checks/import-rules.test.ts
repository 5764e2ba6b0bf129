import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { surroundings, violations } from './import-violations.ts';
import { inlineTypeImports } from './inline-type-imports.ts';
import { root, sourceFiles } from './repository.ts';

const libs = [
  'bus',
  'cache',
  'contracts',
  'database',
  'http',
  'outbound',
  'policy',
  'rules',
  'runtime',
  'testkit',
];
const declared = ['express', 'ioredis', 'kafkajs', 'pg', 'pino', 'undici', 'zod', '@prisma/client'];
const rules = join(root, 'dependency-rules.cjs');

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

const dependencies = Object.fromEntries(declared.map((name) => [name, '1']));

/** A small workspace like this one, in which every rule is broken. */
function writeWorkspace(folder: string): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const workspace = (path: string, name: string, entry: string) => {
    write(
      `${path}/package.json`,
      JSON.stringify({ name, type: 'module', exports: { '.': entry }, dependencies }),
    );
    symlinkSync(join(folder, path), join(folder, 'node_modules', name));
  };
  for (const name of [...declared, 'undeclared']) {
    write(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, type: 'module', exports: { '.': './index.js' } }),
    );
    write(`node_modules/${name}/index.js`, 'export const x = 1;\n');
  }
  mkdirSync(join(folder, 'node_modules/@botect'));
  for (const lib of libs) workspace(`libs/${lib}`, `@botect/${lib}`, './src/index.ts');
  for (const service of ['ingest', 'verdict'])
    workspace(`services/${service}`, `@botect/${service}`, './src/wiring.ts');
  write('package.json', JSON.stringify({ dependencies }));
  for (const lib of libs) write(`libs/${lib}/src/index.ts`, 'export const x = 1;\nexport type T = 1;\n');
  write('services/verdict/src/wiring.ts', 'export type T = 1;\n');
  for (const [path, text] of Object.entries(surroundings)) write(path, text);
  for (const { file, text } of violations) write(file, text);
}

/** Runs the rules of this repository in the folder; answers `rule file` for everything reported. */
function reported(folder: string): Set<string> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const options = ['--config', rules, '--output-type', 'json', 'libs', 'services', 'standalone', 'evaluate'];
  const output = execFileSync(process.execPath, [program, ...options], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const { summary } = JSON.parse(output) as Report;
  return new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
}

describe('the import rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
  let reports = new Set<string>();
  beforeAll(() => {
    writeWorkspace(folder);
    reports = reported(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(violations.map(({ rule, file }) => [rule, file]))('%s reports %s', (rule, file) => {
    expect(reports).toContain(`${rule} ${file}`);
  });

  test.each(Object.keys(surroundings).filter((file) => !file.includes('cycle')))('let %s pass', (file) => {
    expect([...reports].filter((report) => report.endsWith(` ${file}`))).toEqual([]);
  });

  test.each(["export type T = import('x').T;", "let x: typeof import('x');"])(
    'cannot see %s, which is refused',
    (text) => {
      expect(inlineTypeImports([{ path: 'libs/bus/src/x.ts', text }])).toHaveLength(1);
    },
  );

  test('see every import of this repository', () => {
    expect(inlineTypeImports(sourceFiles().filter(({ path }) => !path.startsWith('infra/checks/')))).toEqual(
      [],
    );
  });

  test('are each proven by a violation', () => {
    const { forbidden } = createRequire(import.meta.url)(rules) as { forbidden: { name: string }[] };
    const unproven = forbidden
      .map(({ name }) => name)
      .filter((name) => !violations.some(({ rule }) => rule === name));
    expect(unproven).toEqual([]);
  });
});
