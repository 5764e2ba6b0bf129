import { expect, test } from '@jest/globals';
import { readArguments } from './arguments.ts';

const read = (line: string) => readArguments(line.split(' ').filter((word) => word !== ''));

test('files keep the order they were given in', () => {
  expect(read('--bots c --humans a --json out --humans b.gz --seed 7')).toEqual({
    humans: ['a', 'b.gz'],
    bots: ['c'],
    json: 'out',
    seed: 7,
  });
});

test('the seed is 1 unless given', () => {
  expect(read('--humans a --json out').seed).toBe(1);
});

test('a page is written where one is asked for, and only then', () => {
  expect(read('--humans a --json out --document page.md').document).toBe('page.md');
  expect(read('--humans a --json out')).not.toHaveProperty('document');
});

test.each([
  ['', /no recordings/],
  ['--json out', /no recordings/],
  ['--humans a', /--json/],
  ['--humans a --json', /argument missing/],
  ['--humans a --json a', /a is to be read and to be written/],
  ['--humans a --json out --document a', /a is to be read and to be written/],
  ['--humans a --json out --document out', /out is to be written twice/],
  ['--humans a --json out --document=', /empty/],
  ['--humans= --json out', /empty/],
  ['--humans a --json out --seed -1', /--seed/],
  ['--humans a --json out --seed 1.5', /--seed must be a whole number/],
  ['--humans a --json out --seed 4294967296', /--seed must be/],
  ['--humans a --json out --seed x', /--seed must be/],
  ['--humans a --json out b', /Unexpected argument 'b'/],
  ['--people a --json out', /Unknown option '--people'/],
])('"%s" is refused in words', (line, message) => {
  expect(() => read(line)).toThrow(expect.objectContaining({ name: 'UsageFault' }));
  expect(() => read(line)).toThrow(message);
});
