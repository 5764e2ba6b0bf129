import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { filled, type Measured, partsOf } from './page.ts';

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');
const measured: Measured = JSON.parse(read('figures.json'));

test('the tables of the page on scale are those its figures give', () => {
  const page = read('../../docs/scale.md');
  expect(page).toBe(filled(page, partsOf(measured)));
});

test('other figures give another page', () => {
  const { figures, skews } = measured;
  const dearer = { ...figures, record: { ...figures.record, scoring: 2 * figures.record.scoring } };
  expect(partsOf({ figures: dearer, skews })['sizing']).not.toBe(partsOf(measured)['sizing']);
});

test('no figure is broken', () => {
  expect(Object.values(partsOf(measured)).join('\n')).not.toMatch(/NaN|undefined|Infinity|null/);
});

test('a part without its marks is an error, not left out', () => {
  expect(() => filled('no marks', { costs: 'a' })).toThrow('costs');
});
