import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { moves, recordingOf } from '../play/recordings.fixture.ts';
import { readFitArguments } from './arguments.ts';

const folder = mkdtempSync(join(tmpdir(), 'evaluate-fit-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const written = () => ['--out', at('weights.json'), '--report', at('report.json')];
const refit = (...parameters: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...written(), ...parameters], {
    encoding: 'utf8',
  });
const file = (name: string, text: string) => {
  writeFileSync(at(name), text);
  return at(name);
};

describe('what cannot be fitted is said in a line, and nothing is written', () => {
  const lonely = JSON.stringify(recordingOf(moves(900)));
  test.each([
    ['a file that is not there', () => at('none.jsonl'), /none\.jsonl: ENOENT/],
    ['no JSON', () => file('bad.jsonl', 'moves'), /bad\.jsonl:1: no JSON/],
    ['one person', () => file('one.jsonl', lonely), /^too few recordings for 20 moves: people 1/m],
  ])('%s', (_, path, message) => {
    const { status, stderr } = refit('--humans', path(), '--per-human', '5', '--per-family', '1');
    expect([status, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(stderr).not.toContain('    at ');
    expect(existsSync(at('weights.json'))).toBe(false);
  });
});

describe('the command line of the fit', () => {
  const read = (...parameters: string[]) => readFitArguments(['--humans', 'a', ...written(), ...parameters]);

  test('is understood', () => {
    expect(read('--humans', 'b', '--seed', '7', '--per-family', '9')).toEqual({
      humans: ['a', 'b'],
      out: at('weights.json'),
      report: at('report.json'),
      seed: 7,
      perHuman: 300,
      perFamily: 9,
    });
  });

  test('writes where scoring and the page read, unless told otherwise', () => {
    const { out, report } = readFitArguments(['--humans', 'a']);
    expect([existsSync(out), existsSync(report)]).toEqual([true, true]);
  });

  test.each([
    [['--seed', 'x'], /--seed must be a whole number from 0 to 4294967295, not x/],
    [['--per-human', '0'], /--per-human must be a whole number from 1/],
    [['--per-family', '1.5'], /--per-family must be/],
    [['--out', '/nowhere/weights.json'], /nowhere\/weights\.json cannot be written to/],
    [['--people', 'a'], /Unknown option '--people'/],
  ])('with %j is refused in words', (parameters, message) => {
    expect(() => read(...parameters)).toThrow(message);
    expect(() => read(...parameters)).toThrow(expect.objectContaining({ name: 'UsageFault' }));
  });

  test('without people is refused in words', () => {
    expect(() => readFitArguments([])).toThrow(/no recordings of people/);
  });
});
