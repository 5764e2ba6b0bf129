import { describe, expect, test } from '@jest/globals';
import { readDirectoryKeys } from './directory-keys.ts';
import { nonceMemory } from './nonce-memory.ts';
import type { SignedRequest } from './signed-request.ts';
import { agentKey, at, directoryUrl, host, type Signing, signatureOf, visit } from './signing.fixture.ts';
import { agentVerifier, type VerifierOptions } from './verify-agent.ts';

const key = agentKey();
const rsa = agentKey('rsa-pss-sha512');
const stranger = agentKey();
const dated = agentKey();
const listing = [key.listed, rsa.listed, { ...dated.listed, nbf: at - 500, exp: at + 5 }];
const keys = readDirectoryKeys(Buffer.from(JSON.stringify({ keys: listing })));

function verifier(over: Partial<VerifierOptions> = {}) {
  const findKey = async (url: string, id: string) =>
    url === directoryUrl ? (keys?.get(id) ?? null) : undefined;
  return agentVerifier({ findKey, admits: () => true, firstUse: nonceMemory(), ...over });
}
/** `verified`, or the outcome with its reason. */
async function outcome(request: SignedRequest, verify = verifier()) {
  const verdict = await verify(request);
  return verdict.outcome === 'verified' ? 'verified' : `${verdict.outcome} ${verdict.reason}`;
}
const recording = (asked: string[]) => async (url: string) => {
  asked.push(url);
  return null;
};
const authority = { '"@authority"': 'shop.example' };
const agent = { '"signature-agent";key="sig1"': `"https://${host}"` };
const covering = (more: Record<string, string>): Signing => ({
  key,
  covered: { ...authority, ...agent, ...more },
});

describe('a signed request is verified', () => {
  test('with the directory as its name and the key it was signed with', async () => {
    const verdict = await verifier()(visit({ key }));
    expect(verdict).toEqual({ outcome: 'verified', directory: host, keyId: key.keyId });
  });

  test('with an RSA-PSS key, and with the algorithm named', async () => {
    const named = { key: rsa, parameters: { alg: 'rsa-pss-sha512' } };
    expect([await outcome(visit({ key: rsa })), await outcome(visit(named))]).toEqual([
      'verified',
      'verified',
    ]);
  });

  test.each<[string, Signing, Partial<SignedRequest>]>([
    [
      'the old bare string',
      { key, covered: { ...authority, '"signature-agent"': `"https://${host}"` } },
      { signatureAgent: `"https://${host}"` },
    ],
    [
      'the whole dictionary covered',
      { key, covered: { ...authority, '"signature-agent"': `sig1="https://${host}"` } },
      {},
    ],
    [
      'a member named unlike the signature',
      { key, covered: { ...authority, '"signature-agent";key="x"': `"https://${host}"` } },
      { signatureAgent: `x="https://${host}"` },
    ],
    [
      'the well-known place spelt out',
      { key, covered: { ...authority, '"signature-agent";key="sig1"': `"${directoryUrl}"` } },
      { signatureAgent: `sig1="${directoryUrl}"` },
    ],
    [
      'the target URI in place of the authority',
      { key, covered: { '"@target-uri"': 'https://shop.example/a?b=c', ...agent } },
      {},
    ],
    ['method, path and query', covering({ '"@method"': 'GET', '"@path"': '/a', '"@query"': '?b=c' }), {}],
    ['the authority in capitals with its port', { key }, { authority: 'Shop.Example:443' }],
    ['nothing but the authority known of the request', { key }, { method: null, path: null }],
    ['a clock a little ahead', { key, parameters: { created: at + 60 } }, {}],
  ])('with %s', async (_, signing, over) => {
    expect(await outcome(visit(signing, over))).toBe('verified');
  });

  test('by its browser although the signature of the agent behind it is broken', async () => {
    const forged = { ...stranger, keyId: key.keyId };
    const [inner, outer] = [signatureOf({ key: forged }), signatureOf({ key, label: 'b' })];
    const both = {
      signature: `${inner.signature}, ${outer.signature}`,
      signatureInput: `${inner.signatureInput}, ${outer.signatureInput}`,
      signatureAgent: `sig1="https://${host}", b="https://${host}"`,
    };
    expect(await outcome(visit({ key }, both))).toBe('verified');
  });
});

describe('a signed request is invalid', () => {
  test.each<[string, Signing, Partial<SignedRequest>]>([
    ['signature', { key }, { authority: 'other.example' }],
    ['signature', { key: { ...stranger, keyId: key.keyId } }, {}],
    ['signature', covering({ '"@method"': 'GET' }), { method: 'POST' }],
    ['signature', covering({ '"@path"': '/b' }), {}],
    ['signature', { key, parameters: { alg: 'rsa-pss-sha512' } }, {}],
    ['signature', { key }, { signature: 'sig9=:AAAA:' }],
    ['signature', { key }, { signature: 'sig1=1' }],
    ['expired', { key, parameters: { created: at - 400, expires: at - 60 } }, {}],
    ['future', { key, parameters: { created: at + 80 } }, {}],
    ['lifetime', { key, parameters: { expires: at + 86_401 } }, {}],
    ['lifetime', { key, parameters: { expires: at } }, {}],
    ['parameters', { key, parameters: { expires: null } }, {}],
    ['parameters', { key, parameters: { created: null } }, {}],
    ['parameters', { key, parameters: { keyid: 'short' } }, {}],
    ['parameters', { key, parameters: { created: 'x' } }, {}],
    ['authority_not_covered', { key, covered: agent }, {}],
    ['agent_not_covered', { key, covered: authority }, {}],
    ['agent_not_covered', { key }, { signatureAgent: `other="https://${host}"` }],
    ['agent_not_covered', { key }, { signatureAgent: `"https://${host}"` }],
    ['agent_unreadable', { key }, { signatureAgent: 'sig1="' }],
    ['agent_unreadable', { key }, { signatureAgent: 'sig1=1' }],
    ['agent_not_https', { key }, { signatureAgent: `sig1="http://${host}"` }],
    ['unreadable', { key }, { signatureInput: 'sig1=("@authority";tag="web-bot-auth"' }],
    ['unreadable', { key }, { signature: 'a'.repeat(10_000) }],
    ['key_out_of_date', { key: dated }, {}],
    ['example_key', { key: { ...key, keyId: 'poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U' } }, {}],
  ])('%s', async (reason, signing, over) => {
    expect(await outcome(visit(signing, over))).toBe(`invalid ${reason}`);
  });

  test('when its nonce comes again with another request, not when the same request is handed over again', async () => {
    const verify = verifier();
    const request = visit({ key, parameters: { nonce: 'once' } });
    const again = [request, request, { ...request, id: 'b' }, request];
    const outcomes = [];
    for (const one of again) outcomes.push(await outcome(one, verify));
    expect(outcomes).toEqual(['verified', 'verified', 'invalid replayed', 'verified']);
  });
});

describe('a request stays unverified', () => {
  test.each<[string, Signing, Partial<SignedRequest>]>([
    ['unsigned', { key }, { signature: '', signatureInput: '' }],
    ['unsigned', { key, parameters: { tag: 'other' } }, {}],
    ['unsigned', { key }, { signatureInput: '(((' }],
    ['agent_absent', { key }, { signatureAgent: '' }],
    ['agent_elsewhere', { key }, { signatureAgent: `sig1="https://${host}/keys.json"` }],
    ['agent_elsewhere', { key }, { signatureAgent: `sig1="https://a:b@${host}"` }],
    ['agent_elsewhere', { key }, { signatureAgent: `sig1="https://${host}";type=x` }],
    ['unsupported', { key, parameters: { alg: 'hmac-sha256' } }, {}],
    ['component_unknown', covering({ '"content-digest"': 'x' }), {}],
    ['component_unknown', covering({ '"@method"': 'GET' }), { method: null }],
    ['component_unknown', covering({ '"@path"': '/a' }), { path: null }],
    ['component_unknown', { key }, { authority: 'a@shop.example' }],
    ['directory_unreachable', { key }, { signatureAgent: 'sig1="https://elsewhere.example"' }],
    ['key_unknown', { key: stranger }, {}],
  ])('%s', async (reason, signing, over) => {
    expect(await outcome(visit(signing, over))).toBe(`unverified ${reason}`);
  });

  test('and its directory unasked when the operator does not admit it', async () => {
    const asked: string[] = [];
    const findKey = recording(asked);
    const verify = verifier({ findKey, admits: (name) => name === 'other.example' });
    expect([await outcome(visit({ key }), verify), asked]).toEqual(['unverified agent_not_admitted', []]);
  });

  test('and its directory unasked when the signature is invalid by itself', async () => {
    const asked: string[] = [];
    const verify = verifier({ findKey: recording(asked) });
    await verify(visit({ key, parameters: { expires: at - 100, created: at - 200 } }));
    expect(asked).toEqual([]);
  });
});
