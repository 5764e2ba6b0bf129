import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** A page rendered for an agent of this host, whose signature nothing is wrong with: its keys are in a directory there. */
export function signedHit(host: string, session: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { kty, crv, x } = publicKey.export({ format: 'jwk' });
  const keyId = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  const created = Math.floor(Date.now() / 1_000);
  const input = `("@authority" "signature-agent";key="a");created=${created};expires=${created + 60};keyid="${keyId}";tag="web-bot-auth"`;
  const base = `"@authority": shop.example\n"signature-agent";key="a": "https://${host}"\n"@signature-params": ${input}`;
  return {
    schema_version: 1,
    page_id: 'a'.repeat(32),
    session_token: session,
    occurred_at: `${new Date().toISOString().slice(0, 19)}Z`,
    method: 'GET',
    path_hash: 'b'.repeat(64),
    header_names: ['host'],
    languages: [],
    had_session_cookie: true,
    duration_ms: 1,
    web_bot_auth: {
      authority: 'shop.example',
      signature: `a=:${sign(null, Buffer.from(base), privateKey).toString('base64')}:`,
      signature_input: `a=${input}`,
      signature_agent: `a="https://${host}"`,
    },
  };
}
