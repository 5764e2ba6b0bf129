import { webBotAuthSchema } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import type { VisitRequest } from './visit-request.ts';
import { signedVisit } from './web-bot-auth.ts';

const input = 'sig1=("@authority" "signature-agent");created=1;expires=2;keyid="k";tag="web-bot-auth"';
const signed = {
  host: 'Shop.Example:443',
  signature: 'sig1=:YWJj:',
  'signature-input': input,
  'signature-agent': 'sig1="https://bot.example"',
};
const request = (headers: Record<string, string | null>) =>
  ({
    header: (name: string) => headers[name] ?? null,
    method: 'GET',
    target: '/a?b=c',
  }) as unknown as VisitRequest;

describe('a signed visit', () => {
  test('is told byte for byte, in a form the server takes, and without the path', () => {
    const visit = signedVisit(request(signed), []);
    expect(webBotAuthSchema.parse(visit)).toEqual({
      authority: 'shop.example',
      signature: 'sig1=:YWJj:',
      signature_input: input,
      signature_agent: 'sig1="https://bot.example"',
    });
  });

  test('is told with method and path where the signature covers them', () => {
    const covered = input.replace('"@authority"', '"@authority" "@method" "@target-uri"');
    const visit = signedVisit(request({ ...signed, 'signature-input': covered }), []);
    expect(webBotAuthSchema.parse(visit)).toMatchObject({ method: 'GET', path: '/a?b=c' });
  });

  test.each([
    [['https://www.shop.example', 'https://shop.example'], 'shop.example'],
    [['https://www.shop.example'], 'www.shop.example'],
    [['nonsense'], 'shop.example'],
  ])('of a site known as %j has the authority %s', (origins, authority) => {
    expect(signedVisit(request(signed), origins)).toMatchObject({ authority });
  });

  test.each([
    ['no signature', { ...signed, signature: null }],
    ['no input', { ...signed, 'signature-input': null }],
    ['a signature that is too long', { ...signed, signature: 'x'.repeat(4_097) }],
    ['bytes that are no text', { ...signed, signature: 'sig1=\u00e9' }],
    ['no host', { ...signed, host: null }],
    ['a host that is none', { ...signed, host: 'a b' }],
  ])('with %s is not told', (_, headers) => {
    expect(signedVisit(request(headers), [])).toBeNull();
  });
});
