import { expect, test } from '@jest/globals';
import { sourceFiles } from './repository.ts';
import { linesMax, medianLines, medianMax, tooLong } from './size.ts';

const fileOf = (lines: number) => ({ path: `${lines}.ts`, text: 'x;\n'.repeat(lines) });

test(`no file is longer than ${linesMax} lines`, () => {
  expect(tooLong(sourceFiles())).toEqual([]);
});

test(`the median file is at most ${medianMax} lines`, () => {
  expect(medianLines(sourceFiles())).toBeLessThanOrEqual(medianMax);
});

test('the check reports the file that is too long', () => {
  expect(tooLong([fileOf(linesMax), fileOf(linesMax + 1)])).toEqual(['251.ts: 251 lines']);
});

test('the check finds the middle', () => {
  expect(medianLines([fileOf(9), fileOf(1), fileOf(3)])).toBe(3);
});
