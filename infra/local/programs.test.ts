import { expect, test } from '@jest/globals';
import { missingPrograms } from './programs.ts';

test('of the programs asked for those that are not there are missing', () => {
  expect(missingPrograms({ sh: 'dash', 'no-such-program': 'nothing' })).toEqual(['no-such-program']);
});
