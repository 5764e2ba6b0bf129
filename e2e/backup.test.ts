import { execFileSync } from 'node:child_process';
import type { Closable } from '@botect/runtime';
import { eventually } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call } from './harness/api.ts';
import { documented } from './harness/documented.ts';
import { tokensIn } from './harness/facts.ts';
import { sendUntilAcknowledged } from './harness/sending.ts';
import { dataFolder, type Standalone, startStandalone } from './harness/standalone.ts';
import { eventsOf, traffic } from './harness/traffic.ts';

const timeoutMs = 400_000;
const settings = { VERDICT_BUDGET_MS: '10000', VERDICT_CACHE_TIMEOUT_MS: '1000' };
let folder: Closable & { readonly path: string };
let botect: Standalone;
beforeAll(async () => {
  folder = await dataFolder();
});
afterAll(async () => {
  await botect?.close();
  await folder?.close();
});

test(
  'a folder copied by the command of the page, while nobody uses it, is the same installation',
  async () => {
    const data = `${folder.path}/data`;
    botect = await startStandalone({ ...settings, BOTECT_DATA_DIR: data });
    const bearer = tokensIn(botect.stdout())[0] ?? '';
    const enabled = await call(`POST ${botect.origin}/v1/projects/123/scoring`, { bearer, body: {} });
    const keys = enabled.body as { site_key: string; private_key: string };
    const batches = traffic({ name: 'kept', siteKey: keys.site_key, sessions: 3, batchesPerSession: 2 });
    for (const batch of batches) await sendUntilAcknowledged(() => botect.origin, batch);
    const facts = async () => {
      const ask = (path: string, key: string) => call(`GET ${botect.origin}${path}`, { bearer: key });
      const sessions = [...new Set(batches.map(({ session }) => session))];
      const paths = sessions.map((session) => `/v1/sessions/${session}/verdict`);
      const verdicts = await Promise.all(paths.map((path) => ask(path, keys.private_key)));
      const [audit, usage] = [await ask('/v1/audit', bearer), await ask('/v1/usage', bearer)];
      return [...verdicts, audit, usage].map(({ body }) => body);
    };
    const counted = (answers: unknown[]) =>
      expect(JSON.stringify(answers)).toContain(`:${eventsOf(batches)}`);
    const before = await eventually(async () => {
      const answers = await facts();
      counted(answers);
      return answers;
    });
    botect.signal('SIGTERM');
    await botect.exitCode;
    execFileSync('bash', ['-c', documented('docs/operations/backup.md', 'One process, one folder')], {
      env: { PATH: process.env['PATH'], BOTECT_DATA_DIR: data },
    });
    botect = await startStandalone({ ...settings, BOTECT_DATA_DIR: `${data}.backup` });
    await eventually(async () => expect(await facts()).toEqual(before));
  },
  timeoutMs,
);
