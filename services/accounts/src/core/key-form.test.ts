import { readFileSync } from 'node:fs';
import { testKeyMark, testKeys } from '@botect/contracts';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type KeyFormName, keyForms, keyOf, keyPattern, kindOfKey } from './key-form.ts';

const kinds = Object.keys(keyForms) as KeyFormName[];
const digit = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
const anyKey = fc.constantFrom(...kinds).chain((kind) => {
  const { randomDigits: length } = keyForms[kind];
  const digits = fc.string({ unit: digit, minLength: length, maxLength: length });
  return digits.map((random) => ({ kind, key: keyOf(kind, random) }));
});

test.each([
  ['site', 32],
  ['private', 48],
  ['account', 48],
  ['workspace', 49],
  ['project', 49],
] as const)('a %s key has %i digits after its prefix', (kind, length) => {
  const { prefix, randomDigits } = keyForms[kind];
  const key = keyOf(kind, '0'.repeat(randomDigits));
  expect([key.slice(0, prefix.length), key.length - prefix.length]).toEqual([prefix, length]);
  expect(key).toMatch(keyPattern(kind));
});

test('every key is told by its kind', () => {
  fc.assert(fc.property(anyKey, ({ kind, key }) => kindOfKey(key) === kind));
});

test('one character changed anywhere makes it no key', () => {
  const changed = fc.tuple(anyKey, fc.nat(), digit);
  fc.assert(
    fc.property(changed, ([{ key }, place, other]) => {
      const index = place % key.length;
      fc.pre(key[index] !== other);
      return kindOfKey(key.slice(0, index) + other + key.slice(index + 1)) === null;
    }),
  );
});

test.each(['', 'pk_', 'bat_first-start', `${keyOf('site', 'a'.repeat(26))}\n`])('%j is no key', (text) => {
  expect(kindOfKey(text)).toBeNull();
});

test.each(Object.entries(testKeys))(
  'the test keys for %s are keys in form, and bear their mark',
  (_scenario, pair) => {
    expect([kindOfKey(pair.siteKey), kindOfKey(pair.privateKey)]).toEqual(['site', 'private']);
    expect([pair.siteKey.slice(3), pair.privateKey.slice(3)]).toEqual([
      expect.stringMatching(`^${testKeyMark}`),
      expect.stringMatching(`^${testKeyMark}`),
    ]);
  },
);

const page = readFileSync(new URL('../../../../docs/reference/keys.md', import.meta.url), 'utf8');
const examples = page.match(/\b(?:pk|sk|bat|dxk|bpk)_[0-9A-Za-z]{32,}/g) ?? [];

test('the reference tells the patterns, and its example of each kind is one', () => {
  for (const kind of kinds) expect(page).toContain(`\`${keyPattern(kind).source.slice(1, -1)}\``);
  expect(examples.map(kindOfKey)).toEqual(kinds);
});

test('the check printed in the reference tells keys from other texts', async () => {
  const code = /```js\n(.*)```/s.exec(page)?.[1];
  const { isKey } = await import(`data:text/javascript,${encodeURIComponent(`${code}export { isKey };`)}`);
  const spoilt = examples.map((key) => key.replace('exam', 'eaxm'));
  expect([...examples, ...spoilt, 'pk_'].map(isKey)).toEqual([
    ...Array(5).fill(true),
    ...Array(6).fill(false),
  ]);
});
