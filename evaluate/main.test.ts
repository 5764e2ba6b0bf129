import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { families } from './families/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'evaluate-main-'));
const at = (name: string) => join(folder, name);
const program = (name: string) => join(import.meta.dirname, name);
afterAll(() => rmSync(folder, { recursive: true }));

const evaluate = (...parameters: string[]) =>
  spawnSync(process.execPath, [program('main.ts'), ...parameters], { encoding: 'utf8' });

beforeAll(() => {
  const written = ['--per-family', '1', '--seed', '3', '--out', at('bots.jsonl')];
  execFileSync(process.execPath, [program('write-synthetic.ts'), ...written]);
  const people = readFileSync(at('bots.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => /"family":"(human-like|minimum-jerk-noise|sigma-lognormal)"/.test(line))
    .map((line) => JSON.stringify({ ...JSON.parse(line), label: 'human', family: undefined, corpus: 'c' }));
  writeFileSync(at('people.jsonl'), people.join('\n'));
});

const given = () => ['--humans', at('people.jsonl'), '--bots', at('bots.jsonl')];

test('recordings become a result, tables and a page', () => {
  const { status, stdout, stderr } = evaluate(
    ...given(),
    '--json',
    at('out.json'),
    '--document',
    at('page.md'),
  );
  expect([status, stderr]).toEqual([
    0,
    expect.stringMatching(/^\d+ recordings played, .* ms each\nresult: /),
  ]);
  const { recordings, summary } = JSON.parse(readFileSync(at('out.json'), 'utf8'));
  const borrowed = families.filter(({ needsHuman }) => needsHuman).length;
  expect(recordings).toHaveLength(families.length - borrowed + 3);
  expect(summary.recordings).toEqual({ human: 3, bot: families.length - borrowed });
  expect(stdout).toMatch(/^People flagged[\s\S]*Bots detected/);
  expect(readFileSync(at('page.md'), 'utf8')).toMatch(
    /^# Detection[\s\S]*windmouse[\s\S]*What it cannot see/,
  );
});

test('the same files give the same bytes', () => {
  evaluate(...given(), '--json', at('again.json'), '--document', at('again.md'));
  for (const [one, other] of [
    ['out.json', 'again.json'],
    ['page.md', 'again.md'],
  ] as const)
    expect(readFileSync(at(other), 'utf8')).toBe(readFileSync(at(one), 'utf8'));
});

test('a page that cannot be written is found before anything is played', () => {
  const { status } = evaluate(...given(), '--json', at('no.json'), '--document', at('nowhere/page.md'));
  expect([status, existsSync(at('no.json'))]).toEqual([1, false]);
});

test('a command line that cannot be understood is answered with how to use it', () => {
  const { status, stdout, stderr } = evaluate('--humans', at('people.jsonl'));
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('--json OUT [--document OUT] [--seed N]');
});
