import { expect, test } from '@jest/globals';
import { decodeTally, encodeTally, type TallyRecord } from './tallies.ts';

const hourMs = Date.UTC(2026, 5, 14, 10);
const tally: TallyRecord = {
  v: 1,
  source: '6f1c2a34-0000-4000-8000-000000000001',
  sequence: 7,
  from: hourMs + 1_000,
  to: hourMs + 6_000,
  keys: [['6f1c2a34-0000-4000-8000-000000000002', hourMs + 5_000]],
  verdicts: [[123, hourMs, 'likely_human', 'allow', 40]],
  rules: [[7, hourMs, 2]],
};

test('a tally comes out as it went in', () => {
  expect(decodeTally(encodeTally(tally))).toEqual(tally);
});

test.each<[string, string]>([
  ['no JSON', 'x'],
  ['another version', JSON.stringify({ ...tally, v: 2 })],
  ['no sequence', JSON.stringify({ ...tally, sequence: undefined })],
  ['a key that is no id', JSON.stringify({ ...tally, keys: [['sk_x', hourMs]] })],
  ['a band nobody knows', JSON.stringify({ ...tally, verdicts: [[123, hourMs, 'bad', 'allow', 1]] })],
  ['a count below one', JSON.stringify({ ...tally, rules: [[7, hourMs, 0]] })],
])('%s is refused', (_what, text) => {
  expect(() => decodeTally(Buffer.from(text))).toThrow('not a tally');
});
