import { noTelemetry, type Telemetry } from '@botect/runtime';
import { describe, expect, test } from '@jest/globals';
import { agent } from './signed-visit.fixture.ts';
import { verifyByWebBotAuth } from './verify-agent.web-bot-auth.ts';

const nowMs = Date.UTC(2026, 5, 14);
const bot = agent();
/** The verifier, and what it counted. */
function verifier(signedAgents: readonly string[]) {
  const counted: string[] = [];
  const counter: Telemetry['counter'] = () => ({
    add: (_, attributes) => void counted.push(Object.values(attributes ?? {}).join(' ')),
  });
  const telemetry = { ...noTelemetry, counter };
  const verify = verifyByWebBotAuth({ signedAgents, outbound: bot.outbound, telemetry, now: () => nowMs });
  return { counted, verify: (signed = bot.signed(nowMs)) => verify?.({ id: 'a', atMs: nowMs, signed }) };
}

describe('a signed visit', () => {
  test('is named by the host of its directory', async () => {
    const fact = { outcome: 'verified', directory: 'agent.example', atMs: nowMs };
    expect(await verifier(['agent.example']).verify()).toEqual(fact);
    expect(await verifier(['*']).verify()).toEqual(fact);
  });

  test('is told of as invalid, and is nothing when nothing is known', async () => {
    const { verify } = verifier(['agent.example']);
    expect(await verify({ ...bot.signed(nowMs), authority: 'x' })).toEqual({
      outcome: 'invalid',
      atMs: nowMs,
    });
    expect(await verify({ ...bot.signed(nowMs), signature_agent: undefined })).toBeNull();
  });

  test('is counted by what came of it, and why', async () => {
    const { counted, verify } = verifier(['agent.example']);
    const signed = bot.signed(nowMs);
    for (const one of [signed, { ...signed, authority: 'x' }, { ...signed, signature_agent: undefined }])
      await verify(one);
    expect(counted).toEqual(['verified none', 'invalid signature', 'unverified agent_absent']);
  });
});

test('nobody is asked where signatures are switched off', () => {
  expect(verifyByWebBotAuth({ signedAgents: null, telemetry: noTelemetry, now: () => nowMs })).toBeNull();
});
