import { isSignatureError, verifySignature, webcrypto } from 'http-message-sig';
import { algorithms, clockSkewS } from './claim-doubts.ts';
import type { DirectoryKey } from './directory-keys.ts';
import type { SignatureClaim } from './read-signatures.ts';
import { type Doubt, invalid, type SignedRequest, unverified } from './signed-request.ts';

/** Builds the signature base of RFC 9421 anew and checks the signature against it; null when it fits. */
export async function doubtOfSignature(
  request: SignedRequest,
  { label }: SignatureClaim,
  key: DirectoryKey,
): Promise<Doubt | null> {
  const { authority, method, path, signature, signatureInput } = request;
  if (/[\s/?#@\\]/.test(authority)) return unverified('component_unknown');
  const fields = { signature, 'signature-input': signatureInput, 'signature-agent': request.signatureAgent };
  const message = {
    kind: 'request' as const,
    // Where it is not known it is not covered, and any stands in.
    method: method ?? 'GET',
    targetUri: `https://${authority}${path ?? '/'}`,
    ...(path === null ? {} : { requestTarget: path }),
    fields: Object.entries(fields).map(([name, value]) => ({ name, value })),
  };
  const policy = {
    algorithms,
    requiredComponents: [],
    requiredParameters: [],
    clockSkew: clockSkewS,
    now: request.atMs / 1_000,
  };
  try {
    const verifier = webcrypto.verifier(await importKey(key));
    await verifySignature(message, { label, policy, resolveVerifier: () => verifier });
    return null;
  } catch (error) {
    const beyondUs = !isSignatureError(error) || error.code === 'UnsupportedFeature';
    return beyondUs ? unverified('unsupported') : invalid('signature');
  }
}

function importKey({ jwk, algorithm }: DirectoryKey) {
  const kind = algorithm === 'ed25519' ? { name: 'Ed25519' } : { name: 'RSA-PSS', hash: 'SHA-512' };
  return crypto.subtle.importKey('jwk', jwk, kind, false, ['verify']);
}
