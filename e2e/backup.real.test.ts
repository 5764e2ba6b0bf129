import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectDatabase } from '@botect/database';
import { describeReal, eventually, uniqueName } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { freePorts } from '../infra/local/ports.ts';
import { databaseUrl, startPostgres } from '../infra/local/postgres.ts';
import type { Program } from '../infra/local/program.ts';
import { call } from './harness/api.ts';
import { documented } from './harness/documented.ts';
import { scoresOf, tokensIn, usageOf } from './harness/facts.ts';
import { type Installation, startInstallation } from './harness/installation.ts';
import { type OperatorDesk, operatorDesk } from './harness/operator-desk.ts';
import { inParallel, sendUntilAcknowledged } from './harness/sending.ts';
import { type Batch, eventsOf, traffic } from './harness/traffic.ts';

const timeoutMs = 400_000;
const page = 'docs/operations/backup.md';
const one = { ingest: 1, scoring: 1, verdict: 1, accounts: 1 };

describeReal('a backup, taken and restored by the commands of the page', (real) => {
  const prefix = `${uniqueName('backup')}.`;
  // A database of Redis of its own, since restoring empties it.
  const redisUrl = Object.assign(new URL(real.redisUrl), { pathname: '/9' }).href;
  const settings = {
    KAFKA_TOPIC_PREFIX: prefix,
    REDIS_URL: redisUrl,
    // What is compared are verdicts, not how busy the machine is.
    VERDICT_BUDGET_MS: '10000',
    VERDICT_CACHE_TIMEOUT_MS: '1000',
  };
  const folder = mkdtempSync(join(tmpdir(), 'botect-second-'));
  let desk: OperatorDesk;
  let second: Program;
  let first: Installation;
  let restored: Installation;
  let told: { readonly token: string; readonly site_key: string; readonly private_key: string };
  let facts: Awaited<ReturnType<typeof factsOf>>;
  let restoreUrl: string;
  const early: Batch[] = [];
  const late: Batch[] = [];

  const environment = () => ({
    ...settings,
    DATABASE_URL: first.databaseUrl,
    RESTORE_URL: restoreUrl,
    KAFKA_BROKER: real.kafkaBrokers[0] ?? '',
  });
  const send = (installation: Installation, batches: readonly Batch[]) => {
    const origin = () => installation.of('ingest')[0]?.origin() ?? '';
    return inParallel(batches, 4, (batch) => sendUntilAcknowledged(origin, batch));
  };
  const counted = ({ database }: Installation, batches: readonly Batch[]) =>
    eventually(async () => expect(await usageOf(database, 1)).toBe(eventsOf(batches)), { timeoutMs: 60_000 });
  const project = (installation: Installation, path: string, body?: object) =>
    call(`${body ? 'POST' : 'GET'} ${installation.of('accounts')[0]?.origin()}${path}`, {
      bearer: told.token,
      ...(body && { body }),
    });

  /** All that must be the same on the other side. */
  async function factsOf(installation: Installation) {
    const { database } = installation;
    const origin = installation.of('verdict')[0]?.origin();
    const verdicts: unknown[] = [];
    for (const session of new Set([...early, ...late].map((batch) => batch.session))) {
      const asked = call(`GET ${origin}/v1/sessions/${session}/verdict`, { bearer: told.private_key });
      verdicts.push((await asked).body);
    }
    const audit = (await project(installation, '/v1/audit')).body;
    const rules = JSON.stringify((await project(installation, '/v1/projects/123/rules')).body);
    return {
      verdicts,
      audit,
      rules: rules.replace(/"matches":\d+/g, ''),
      scores: await scoresOf(database, 123),
    };
  }

  beforeAll(async () => {
    desk = operatorDesk();
    const [port = 0] = await freePorts([0]);
    second = await startPostgres(port, { folder, ephemeral: true, launched: [] });
    restoreUrl = databaseUrl(port);
    first = await startInstallation(real, one, settings);
    const token = tokensIn(first.output()).join();
    told = { token, site_key: '', private_key: '' };
    const { body } = await project(first, '/v1/projects/123/scoring', {});
    told = { token, ...(body as { site_key: string; private_key: string }) };
    const rule = { name: 'login', expression: 'score < 30', action: 'block' };
    expect((await project(first, '/v1/projects/123/rules', rule)).status).toBe(201);
    const plan = { name: uniqueName('visitors'), siteKey: told.site_key, sessions: 12, batchesPerSession: 6 };
    const all = traffic(plan);
    early.push(...all.slice(0, 40));
    late.push(...all.slice(40));
    await send(first, early);
    await counted(first, early);
    await desk.run(documented(page, 'Back up'), environment());
    await send(first, late);
    await counted(first, [...early, ...late]);
    facts = await factsOf(first);
    for (const name of ['ingest', 'scoring', 'verdict', 'accounts'] as const) await first.of(name)[0]?.stop();
    await desk.run(documented(page, 'Restore'), environment());
    restored = await startInstallation(real, one, { ...settings, DATABASE_URL: restoreUrl });
  }, timeoutMs);
  afterAll(async () => {
    await restored?.close();
    await first?.close();
    await second?.kill();
    rmSync(folder, { recursive: true, force: true });
    await desk?.close();
  });

  test('loses and counts twice nothing, also of what was scored after it was taken', async () => {
    await counted(restored, [...early, ...late]);
    await send(restored, late);
    await counted(restored, [...early, ...late]);
  });

  test('has every verdict, rule and audit entry the first database had', async () => {
    await eventually(async () => expect(await factsOf(restored)).toEqual(facts), { timeoutMs: 60_000 });
  });

  test('has the roles and what they may do: accounts cannot write sessions, nor anybody the audit', async () => {
    const accounts = await connectDatabase({ url: restoreUrl, role: 'accounts' });
    for (const refused of ['delete from scoring.sessions', 'delete from accounts.audit_entries'])
      await expect(accounts.query(refused)).rejects.toThrow('permission denied');
    await accounts.close();
  });
});
