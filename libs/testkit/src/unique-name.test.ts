import { expect, test } from '@jest/globals';
import { uniqueName } from './unique-name.ts';

test('two names are never the same', () => {
  expect(uniqueName('topic')).not.toBe(uniqueName('topic'));
});

test('a name is accepted by Kafka, Redis, PostgreSQL and URLs alike', () => {
  expect(uniqueName('topic')).toMatch(/^topic-[a-z0-9-]{1,40}$/);
});
