import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'botect-count-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const suite = (name: string, ...statuses: ('passed' | 'failed')[]) => ({
  name: join(root, name),
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, at) => ({ status, fullName: `${name} ${at}` })),
});

/** As Jest writes them. */
function resultsOf(file: string, ...testResults: ReturnType<typeof suite>[]): string {
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const many = (status: string) => all.filter((test) => test.status === status).length;
  const counts = {
    numPassedTests: many('passed'),
    numFailedTests: many('failed'),
    numRuntimeErrorTestSuites: 0,
  };
  const path = join(folder, file);
  writeFileSync(path, JSON.stringify({ ...counts, testResults }));
  return path;
}

const run = (...parameters: string[]) =>
  execFileSync('node', ['.ci/results.cjs', ...parameters], { cwd: root, encoding: 'utf8' }).trim();

test('what failed beside others and passed alone is named, and counts as it ended', () => {
  const first = resultsOf('first', suite('a.test.ts', 'passed', 'failed'), suite('b.test.ts', 'passed'));
  expect(run('again', first)).toBe('a.test.ts');
  const again = resultsOf('again', suite('a.test.ts', 'passed', 'passed'));
  expect(run('count', '0', first, again)).toBe('failed beside other suites: a.test.ts 1\n3 passed, 0 failed');
});

test('what fails twice has failed', () => {
  const first = resultsOf('first', suite('a.test.ts', 'passed', 'failed'));
  expect(run('count', '1', first, first)).toMatch(/\n1 passed, 1 failed$/);
});

test('four suites that fail are no chance', () => {
  const suites = ['a', 'b', 'c', 'd'].map((name) => suite(`${name}.test.ts`, 'failed'));
  expect(run('again', resultsOf('first', ...suites))).toBe('');
});

test.each([
  ['a check that failed beside tests that passed', 'first', '3 passed, 1 failed'],
  ['a run that never wrote results', 'nothing', '0 passed, 1 failed'],
])('%s is a failure', (_what, file, line) => {
  resultsOf('first', suite('a.test.ts', 'passed', 'passed', 'passed'));
  expect(run('count', '1', join(folder, file), join(folder, 'never'))).toBe(line);
});
