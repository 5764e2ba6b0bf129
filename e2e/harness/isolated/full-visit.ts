/**
 * Run in a network namespace of its own (`namespace.ts`): starts `npm start` or the four services on real infrastructure, has
 * everything happen that may tempt them to ask somebody, and prints as JSON whether they did.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Closable } from '@botect/runtime';
import { eventually } from '@botect/testkit';
import { startLocalInfrastructure } from '../../../infra/local/start.ts';
import { call } from '../api.ts';
import { visitWithSecrets } from '../canary/visit.ts';
import { startInstallation } from '../installation.ts';
import { browser } from '../sending.ts';
import { signedHit } from '../signed-hit.ts';
import { dataFolder, startStandalone } from '../standalone.ts';
import { unrouted } from './unrouted.ts';

const accountToken = 'isolated-account-token-of-32-or-more-characters';
const session = `sess_${'7'.repeat(48)}`;
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const environment = {
  BOTECT_BOOTSTRAP_TOKEN: accountToken,
  NODE_OPTIONS: `--import=${pathToFileURL(resolve(import.meta.dirname, '../egress-witness.ts')).href}`,
};

interface Running extends Closable {
  readonly origins: Readonly<Record<'ingest' | 'verdict' | 'accounts', string>>;
  output(): string;
}

async function npmStart(): Promise<Running> {
  const folder = await dataFolder();
  const botect = await startStandalone({ BOTECT_DATA_DIR: folder.path, ...environment });
  const { origin } = botect;
  return {
    origins: { ingest: origin, verdict: origin, accounts: origin },
    output: () => botect.stdout() + botect.stderr(),
    close: async () => {
      await botect.close();
      await folder.close();
    },
  };
}

async function services(): Promise<Running> {
  const servers = await startLocalInfrastructure({ ephemeral: true });
  const counts = { ingest: 1, scoring: 1, verdict: 1, accounts: 1 };
  const botect = await startInstallation(servers, counts, environment);
  const at = (name: 'ingest' | 'verdict' | 'accounts') => botect.of(name)[0]?.origin() ?? '';
  return {
    origins: { ingest: at('ingest'), verdict: at('verdict'), accounts: at('accounts') },
    output: botect.output,
    close: async () => {
      await botect.close();
      await servers.stop();
    },
  };
}

/** Every kind of request, an agent whose keys are elsewhere, and a crawler whose address only the name system could prove. */
async function tempt({ origins, output }: Running): Promise<number> {
  const code = /bic_\w+/.exec(output())?.[0] ?? '';
  const { doors } = await visitWithSecrets({ ...origins, accountToken, code });
  const own = { bearer: doors.privateKey };
  const seen = { request_id: 'seen', type: 'mouse', received_at: '2026-06-14T10:00:00Z' };
  await call(`POST ${origins.ingest}/v1/events`, {
    headers: { ...browser, 'x-botect-site-key': doors.siteKey },
    body: { session_token: session, events: [{ ...seen, payload: { entropy: 0.74, samples: 128 } }] },
  });
  const told = await call(`POST ${origins.ingest}/v1/server/page-hits`, {
    ...own,
    body: signedHit('agent.bot.goog', session),
  });
  if (told.status !== 202) throw new Error(`a page hit answered ${told.status}`);
  const asked = `GET ${origins.verdict}/v1/sessions/${session}/verdict?ip=203.0.113.7&ua=${encodeURIComponent(googlebot)}`;
  return eventually(async () => {
    const { body } = await call<{ verdict: string; score: number }>(asked, own);
    if (body.verdict === 'not_computed') throw new Error('not scored yet');
    return body.score;
  });
}

const start = process.argv[2] === 'services' ? services : npmStart;
const running = await start();
const before = unrouted();
const score = await tempt(running);
const beyond = running.output().match(/^beyond this machine: .*$/gm) ?? [];
const result = { score, beyond, unrouted: unrouted() - (process.argv[2] === 'services' ? before : 0) };
await running.close();
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
