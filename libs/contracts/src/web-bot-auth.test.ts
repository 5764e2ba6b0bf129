import { expect, test } from '@jest/globals';
import { webBotAuthSchema } from './web-bot-auth.ts';

const signed = {
  authority: 'shop.example',
  signature: 'sig1=:AAAA:',
  signature_input: 'sig1=("@authority");tag="web-bot-auth"',
};
const accepts = (over: object) => webBotAuthSchema.safeParse({ ...signed, ...over }).success;

test('a signature comes with the host, and with whatever else it covers', () => {
  const whole = { signature_agent: 'g="https://a.example"', method: 'GET', path: '/a?b=%20' };
  const hosts = ['shop.example:8443', '[2001:db8::1]:443', 'SHOP.example'].map((authority) => ({
    authority,
  }));
  expect([{}, whole, ...hosts].map(accepts)).toEqual([true, true, true, true, true]);
});

test.each([
  ['authority', ['', 'a/b', 'a@b', 'a b', 'a?b', 'a'.repeat(262), null]],
  ['signature', ['', 'a\nb', 'é', 'a'.repeat(4_097), undefined]],
  ['signature_input', ['', 'a\r\nb', '\u0000', 'a'.repeat(4_097), undefined]],
  ['signature_agent', ['', 'ü', 'a'.repeat(2_049), null]],
  ['method', ['', 'GE T', 'G'.repeat(33)]],
  ['path', ['', 'a', '/a b', '/a#b', '/é', `/${'a'.repeat(2_048)}`]],
  ['cookie', ['x']],
])('%s is bounded', (field, values) => {
  expect(values.filter((value) => accepts({ [field]: value }))).toEqual([]);
});
