/**
 * Plays a person and a bot through the public API of a running server and prints both verdicts as they change.
 * Use: BOTECT_TOKEN=… npm run demo [-- http://localhost:8080]
 */
import { randomUUID } from 'node:crypto';
import type { Payload, ScoringEnabled, Verdict } from '@botect/contracts';
import { demoApi } from './demo-api.ts';

const origin = process.argv[2] ?? 'http://localhost:8080';
const token = process.env['BOTECT_TOKEN'];

/** What each visitor's page has counted by the end of each of five seconds. */
const visitors: Readonly<Record<string, (second: number) => Payload>> = {
  person: (second) => ({
    total_ms: second * 1_000,
    visible_ms: second * 1_000,
    mouse_moves: second * 31,
    mouse_entropy: 0.44 + second * 0.05,
    pointer_types: ['mouse'],
    scroll_events: second * 2,
    scroll_velocity: 640,
    click_events: second > 3 ? 1 : 0,
    time_to_first_input_ms: 820,
    js_passed: true,
  }),
  bot: (second) => ({
    total_ms: second * 1_000,
    visible_ms: second * 1_000,
    mouse_moves: second * 40,
    mouse_entropy: 0.01,
    pointer_types: ['mouse'],
    click_events: second,
    time_to_first_input_ms: 4,
    js_passed: second < 3,
    webdriver: second >= 3,
  }),
};

const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

async function main(): Promise<void> {
  if (token === undefined)
    throw new Error('set BOTECT_TOKEN to the account token printed at the first start');
  const api = demoApi(origin);
  const project = await api.call<{ id: number }>('POST', '/v1/projects', {
    bearer: token,
    body: { name: 'Demo' },
  });
  const scoring = `/v1/projects/${project.id}/scoring`;
  const keys = await api.call<ScoringEnabled>('POST', scoring, { bearer: token });
  const toggles = { block_definite: true, challenge_likely: true };
  await api.call('PUT', `${scoring}/settings`, { bearer: token, body: toggles });
  console.log(`project ${project.id}, scoring enabled, challenge_likely and block_definite on\n`);

  const sessions = new Map<string, string | null>(Object.keys(visitors).map((name) => [name, null]));
  for (let second = 1; second <= 5; second += 1) {
    for (const [name, page] of Object.entries(visitors)) {
      const event = { request_id: randomUUID(), type: 'snapshot', received_at: now(), payload: page(second) };
      const body = { session_token: sessions.get(name), site_key: keys.site_key, events: [event] };
      const headers = { 'user-agent': userAgent, 'accept-language': 'en', 'idempotency-key': randomUUID() };
      const { session_token } = await api.call<{ session_token: string }>('POST', '/v1/events', {
        body,
        headers,
      });
      sessions.set(name, session_token);
    }
    await api.wait(1_000);
    for (const [name, session] of sessions) {
      const path = `/v1/sessions/${session}/verdict`;
      print(second, name, await api.call<Verdict>('GET', path, { bearer: keys.private_key ?? '' }));
    }
  }
}

const now = () => new Date().toISOString();

function print(second: number, name: string, { score, verdict, action, reason }: Verdict): void {
  console.log(
    `${second} s  ${name.padEnd(7)} ${String(score).padStart(2)}  ${verdict.padEnd(17)} ${action.padEnd(10)} ${reason}`,
  );
}

main().catch((error: Error) => {
  console.error(`demo: ${error.message}`);
  process.exitCode = 1;
});
