import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampler } from './sampling.ts';
import { readTraceParent, writeTraceParent } from './traceparent.ts';

const trace = '0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331';
const sampled = `00-${trace}-01`;
const unsampled = `00-${trace}-00`;
const repeat = <Value>(times: number, make: () => Value) => Array.from({ length: times }, make);

describe('a step', () => {
  test('without parent starts a trace every Nth time', () => {
    const sample = sampler({ ratio: 0.25, now: () => 0 });
    const one = ['none', 'none', 'none', 'root'];
    expect(repeat(8, () => sample(null))).toEqual([...one, ...one]);
  });

  test('without parent never starts a trace at ratio 0, and always at 1', () => {
    const [never, always] = [sampler({ ratio: 0, now: () => 0 }), sampler({ ratio: 1, now: () => 0 })];
    expect(new Set(repeat(1000, () => never(undefined)))).toEqual(new Set(['none']));
    expect(repeat(3, () => always(undefined))).toEqual(['root', 'root', 'root']);
  });

  test('continues a sampled parent and leaves an unsampled one', () => {
    const sample = sampler({ ratio: 1, now: () => 0 });
    expect([sample(sampled), sample(unsampled)]).toEqual([readTraceParent(sampled), 'none']);
  });

  test('with a malformed parent counts as one without', () => {
    expect(sampler({ ratio: 1, now: () => 0 })('nonsense')).toBe('root');
  });

  test('is left out past the limit of a second', () => {
    let now = 0;
    const sample = sampler({ ratio: 0, now: () => now, spansPerSecondMax: 2 });
    const first = repeat(4, () => sample(sampled) !== 'none');
    now = 1000;
    expect([first, sample(sampled) !== 'none']).toEqual([[true, true, false, false], true]);
  });
});

describe('a traceparent', () => {
  test.each([sampled, unsampled])('%s survives reading and writing', (text) => {
    const parent = readTraceParent(text);
    expect(parent && writeTraceParent(parent)).toBe(text);
  });

  test.each([
    '',
    'nonsense',
    `ff-${trace}-01`,
    `00-${trace}`,
    `00-${trace}-1`,
    `00-${trace.toUpperCase()}-01`,
    `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
    `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`,
    `${sampled}, ${sampled}`,
  ])('written %o is none', (text) => {
    expect(readTraceParent(text)).toBe(null);
  });

  test('of any text is read without harm', () => {
    fc.assert(fc.property(fc.string(), (text) => readTraceParent(text) === null));
  });
});
