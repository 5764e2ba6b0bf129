import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readDirectoryKeys } from './directory-keys.ts';
import { agentKey, type Signing, visit } from './signing.fixture.ts';
import { agentVerifier } from './verify-agent.ts';

const key = agentKey();
const keys = readDirectoryKeys(Buffer.from(JSON.stringify({ keys: [key.listed] })));
const verify = agentVerifier({ findKey: async (_url, id) => keys?.get(id), admits: () => true });
const good = visit({ key });

/** Structured-field crumbs, so that more than noise is tried. */
const crumbs = [
  'sig1',
  '=',
  '(',
  ')',
  '"',
  ';',
  ',',
  ':',
  'key=',
  '"@authority"',
  '"signature-agent"',
  'created=1',
  '?1',
];
const more = [
  'expires=',
  'keyid=',
  'tag="web-bot-auth"',
  '@1',
  '%"',
  '\\',
  '\u0000',
  'é',
  ' ',
  '*',
  '-',
  'https://',
  '99999',
];
const crumbled = fc
  .array(fc.constantFrom(...crumbs, ...more), { maxLength: 40 })
  .map((parts) => parts.join(''));
const field = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), crumbled);

/** A good header with one stretch of it replaced. */
const damaged = (header: string) =>
  fc
    .tuple(fc.nat(header.length), fc.nat(8), field)
    .map(([at, length, put]) => header.slice(0, at) + put + header.slice(at + length));
const headerOr = (header: string) => fc.oneof(fc.constant(header), damaged(header), field);

const requests = fc.record({
  id: fc.string(),
  atMs: fc.oneof(fc.constant(good.atMs), fc.integer()),
  authority: fc.oneof(fc.constant(good.authority), field),
  signature: headerOr(good.signature),
  signatureInput: headerOr(good.signatureInput),
  signatureAgent: headerOr(good.signatureAgent),
  method: fc.option(fc.string()),
  path: fc.option(field),
});

test('no request makes the verifier throw, and none is verified but with the signature that was made', async () => {
  const made = good.signature.slice('sig1='.length);
  const property = fc.asyncProperty(requests, async (request) => {
    const { outcome } = await verify(request);
    expect(['verified', 'invalid', 'unverified']).toContain(outcome);
    if (outcome === 'verified') expect(request.signature).toContain(made);
  });
  await fc.assert(property, { seed: 7, numRuns: 2_000 });
});

test('no change of what is signed survives', async () => {
  const changes = fc.record({
    name: fc.constantFrom('created', 'expires', 'nonce'),
    by: fc.integer({ min: 1, max: 200 }),
  });
  const signing: Signing = { key, parameters: { nonce: 'n100' } };
  const request = visit(signing);
  const property = fc.asyncProperty(changes, async ({ name, by }) => {
    const pattern = new RegExp(`(${name}="?n?)(\\d+)`);
    const signatureInput = request.signatureInput.replace(
      pattern,
      (_, head, number) => `${head}${Number(number) - by}`,
    );
    expect(signatureInput).not.toBe(request.signatureInput);
    expect((await verify({ ...request, signatureInput })).outcome).toBe('invalid');
  });
  await fc.assert(property, { seed: 7, numRuns: 200 });
});

test('no directory makes its reader throw', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.record({
      keys: fc.array(
        fc.dictionary(
          fc.constantFrom('kty', 'crv', 'x', 'n', 'e', 'alg', 'nbf', 'exp'),
          fc.oneof(fc.constantFrom('OKP', 'RSA', 'Ed25519', 'PS512'), fc.jsonValue()),
        ),
      ),
    }),
  );
  const body = fc.oneof(
    value.map((set) => Buffer.from(JSON.stringify(set))),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(body, (bytes) => void readDirectoryKeys(bytes)),
    { seed: 7, numRuns: 2_000 },
  );
});
