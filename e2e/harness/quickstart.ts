import { shell } from './shell.ts';

/** The commands of the published quickstart, as printed. */
export const published = {
  enable: `curl -X POST https://api.botect.ai/v1/projects/123/scoring \\
  -H "Authorization: Bearer YOUR_ACCOUNT_TOKEN"`,
  firstContact: `curl -X POST https://api.botect.ai/v1/events \\
  -H "X-Botect-Site-Key: pk_YOUR_SITE_KEY" \\
  -H "Idempotency-Key: 6f1c…batch-uuid" \\
  -H "Content-Type: application/json" \\
  -d '{
    "session_token": null,
    "events": [
      {
        "request_id": "a1b2…event-uuid",
        "type": "mouse",
        "received_at": "2026-06-14T10:00:00Z",
        "payload": { "entropy": 0.74, "samples": 128 }
      }
    ]
  }'`,
  verdict: `curl https://api.botect.ai/v1/sessions/sess_9f.../verdict \\
  -H "Authorization: Bearer sk_YOUR_PRIVATE_KEY"`,
  enforce: `curl -X PUT https://api.botect.ai/v1/projects/123/scoring/settings \\
  -H "Authorization: Bearer YOUR_ACCOUNT_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{ "block_definite": true, "challenge_likely": true }'`,
};

/** What stands for the reader's own in the commands. */
export interface Own {
  readonly origin: string;
  readonly token?: string;
  readonly siteKey?: string;
  readonly privateKey?: string;
  readonly session?: string;
}

const placeholders: Readonly<Record<keyof Own, string>> = {
  origin: 'https://api.botect.ai',
  token: 'YOUR_ACCOUNT_TOKEN',
  siteKey: 'pk_YOUR_SITE_KEY',
  privateKey: 'sk_YOUR_PRIVATE_KEY',
  session: 'sess_9f...',
};

/** Runs a published command with the reader's own in place of the placeholders; answers the JSON it printed. */
export async function follow(command: keyof typeof published, own: Own): Promise<Record<string, unknown>> {
  const script = Object.entries(own).reduce(
    (text, [name, value]) => text.replaceAll(placeholders[name as keyof Own], value),
    published[command],
  );
  return JSON.parse(await shell(script));
}
