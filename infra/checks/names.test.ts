import { expect, test } from '@jest/globals';
import { nameFaults } from './names.ts';
import { sourceFiles } from './repository.ts';

test('every name says what is inside, in kebab-case', () => {
  expect(sourceFiles().flatMap(({ path }) => nameFaults(path))).toEqual([]);
});

test.each([
  'libs/bus/src/utils.ts',
  'libs/bus/src/kafka-helper.ts',
  'services/x/src/shared/a.ts',
  'libs/base/index.ts',
])('the check reports %s', (path) => {
  expect(nameFaults(path)).toHaveLength(1);
});

test('the check reports capitals', () => {
  expect(nameFaults('libs/bus/src/kafkaBus.ts')).toHaveLength(1);
});

test('the check accepts adapters named port.technology', () => {
  expect(nameFaults('services/x/src/adapters/session-store.postgres.ts')).toEqual([]);
});
