import { expect, test } from '@jest/globals';
import { slugOf } from './slug.ts';

test.each([
  ['Acme Inc', 'acme-inc'],
  ['  Café & Söhne, 2nd  ', 'cafe-sohne-2nd'],
  ['日本', 'account'],
])('%j becomes %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
