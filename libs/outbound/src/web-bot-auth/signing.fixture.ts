import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { SignedRequest } from './signed-request.ts';

export const at = 1_780_000_000;
export const host = 'agent.example';
export const directoryUrl = `https://${host}/.well-known/http-message-signatures-directory`;

/** An agent's key pair: what it signs with, what its directory lists, and its thumbprint. */
export function agentKey(kind: 'ed25519' | 'rsa-pss-sha512' = 'ed25519') {
  const { privateKey, publicKey } =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const { kty, crv, x, e, n } = publicKey.export({ format: 'jwk' });
  const jwk = kind === 'ed25519' ? { crv, kty, x } : { e, kty, n };
  const keyId = createHash('sha256').update(JSON.stringify(jwk)).digest('base64url');
  const listed = kind === 'ed25519' ? jwk : { ...jwk, alg: 'PS512' };
  return { kind, privateKey, listed, keyId };
}

export interface Signing {
  readonly key: { readonly privateKey: KeyObject; readonly keyId: string };
  readonly label?: string;
  /** Component identifiers as they are written, and the values signed for them. */
  readonly covered?: Readonly<Record<string, string>>;
  /** Parameters in place of the usual; null leaves one out. */
  readonly parameters?: Readonly<Record<string, string | number | null>>;
}

/** One signature, its base written out by hand as RFC 9421 §2.5 prescribes: the members of the two fields. */
export function signatureOf({ key, label = 'sig1', covered, parameters = {} }: Signing) {
  const components = covered ?? {
    '"@authority"': 'shop.example',
    [`"signature-agent";key="${label}"`]: `"https://${host}"`,
  };
  const all = { created: at, expires: at + 300, keyid: key.keyId, tag: 'web-bot-auth', ...parameters };
  const written = Object.entries(all).flatMap(([name, value]) =>
    value === null ? [] : [`;${name}=${typeof value === 'number' ? value : `"${value}"`}`],
  );
  const input = `(${Object.keys(components).join(' ')})${written.join('')}`;
  const lines = Object.entries(components).map(([name, value]) => `${name}: ${value}`);
  const base = Buffer.from([...lines, `"@signature-params": ${input}`].join('\n'));
  const signed =
    key.privateKey.asymmetricKeyType === 'ed25519'
      ? sign(null, base, key.privateKey)
      : sign('sha512', base, {
          key: key.privateKey,
          padding: constants.RSA_PKCS1_PSS_PADDING,
          saltLength: 64,
        });
  return { signature: `${label}=:${signed.toString('base64')}:`, signatureInput: `${label}=${input}` };
}

/** A visit of the agent to shop.example, signed as told, with these facts of the request replaced afterwards. */
export function visit(signing: Signing, over: Partial<SignedRequest> = {}): SignedRequest {
  return {
    id: 'a',
    atMs: (at + 10) * 1_000,
    authority: 'shop.example',
    ...signatureOf(signing),
    signatureAgent: `${signing.label ?? 'sig1'}="https://${host}"`,
    method: 'GET',
    path: '/a?b=c',
    ...over,
  };
}
