import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { ReceivedRecord } from '@botect/bus';
import { sessionReportRecord, type WebBotAuth } from '@botect/contracts';
import { type OutboundAnswer, OutboundFault } from '@botect/outbound';

/** An agent with its directory on `host`, and the visits it makes. */
export function agent(host = 'agent.example') {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { kty, crv, x } = publicKey.export({ format: 'jwk' });
  const keyId = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  const seen = { asked: [] as string[], away: false };
  const answer: OutboundAnswer = {
    status: 200,
    headers: { 'content-type': 'application/http-message-signatures-directory+json' },
    body: Buffer.from(JSON.stringify({ keys: [{ kty, crv, x }] })),
  };
  const outbound = {
    async get(url: string) {
      seen.asked.push(url);
      if (seen.away) throw new OutboundFault('unreachable');
      return answer;
    },
  };
  /** The signature of a request to shop.example at this time, in ms. */
  const signed = (atMs: number): WebBotAuth => {
    const created = Math.floor(atMs / 1_000);
    const times = `created=${created};expires=${created + 60}`;
    const input = `("@authority" "signature-agent";key="a");${times};keyid="${keyId}";tag="web-bot-auth"`;
    const base = `"@authority": shop.example\n"signature-agent";key="a": "https://${host}"\n"@signature-params": ${input}`;
    return {
      authority: 'shop.example',
      signature: `a=:${sign(null, Buffer.from(base), privateKey).toString('base64')}:`,
      signature_input: `a=${input}`,
      signature_agent: `a="https://${host}"`,
    };
  };
  return { outbound, seen, signed };
}

let pages = 0;
/** The record of a page that the site's server rendered for a visitor. */
export function visitRecord(projectId: number, atMs: number, signed?: WebBotAuth): ReceivedRecord {
  pages += 1;
  const { topic, key, value } = sessionReportRecord({
    project_id: projectId,
    account_id: projectId,
    session_token: 'a',
    accepted_at: atMs,
    likely_bot_threshold: 30,
    report: {
      reported_at: atMs,
      page_id: String(pages).padStart(32, '0'),
      hit: {
        header_names: ['host'],
        languages: [],
        had_session_cookie: true,
        ...(signed && { web_bot_auth: signed }),
      },
      logged_in: null,
      address: null,
    },
  });
  return { topic, key, value, partition: 0, offset: BigInt(pages), headers: {} };
}
