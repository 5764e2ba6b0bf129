import { readFileSync } from 'node:fs';
import { instruments } from '@botect/runtime';
import { expect, test } from '@jest/globals';
import { labels } from './labels.ts';
import { metricsPage, prometheusName } from './metrics-page.ts';

const declared = Object.values(instruments);

test('the reference of metrics is what the instruments say now', () => {
  const page = readFileSync(new URL('../../docs/reference/metrics.md', import.meta.url), 'utf8');
  expect(page).toBe(metricsPage(instruments));
});

test('every attribute is explained, and nothing else is', () => {
  const carried = new Set(declared.flatMap(([, options]) => options.labels ?? []));
  expect([...carried].toSorted()).toEqual(Object.keys(labels).toSorted());
});

test('no two measurements share a name, for Prometheus either', () => {
  const names = declared.map(([name, { kind = '' }]) => prometheusName(name, kind));
  expect(new Set(names).size).toBe(declared.length);
});
