import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Closable } from '@botect/runtime';
import { eventually } from '@botect/testkit';
import { afterEach, describe, expect, test } from '@jest/globals';
import { call } from './harness/api.ts';
import { tokensIn } from './harness/facts.ts';
import type { Environment } from './harness/program.ts';
import { signedHit } from './harness/signed-hit.ts';
import { dataFolder, startStandalone } from './harness/standalone.ts';

const startTimeoutMs = 200_000;
const witness = pathToFileURL(resolve(import.meta.dirname, 'harness/egress-witness.ts')).href;
const session = `sess_${'7'.repeat(48)}`;
const open: Closable[] = [];
afterEach(async () => {
  for (const part of open.splice(0).toReversed()) await part.close();
});

/** `npm start`, watched, and a visit to tell it of. */
async function watched(environment: Environment) {
  const folder = await dataFolder();
  open.push(folder);
  const botect = await startStandalone({
    BOTECT_DATA_DIR: folder.path,
    NODE_OPTIONS: `--import=${witness}`,
    ...environment,
  });
  open.push(botect);
  const bearer = tokensIn(botect.stdout())[0] ?? '';
  const { body } = await call<{ private_key: string }>(`POST ${botect.origin}/v1/projects/123/scoring`, {
    bearer,
  });
  const key = { bearer: body.private_key };
  return {
    beyond: () => botect.stderr().match(/^beyond this machine: .*$/gm) ?? [],
    tell: (hit: object) => call(`POST ${botect.origin}/v1/server/page-hits`, { ...key, body: hit }),
    async scored() {
      const [, port] = /"adminPort":(\d+)/.exec(botect.stdout()) ?? [];
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return Number(/^botect_scoring_sessions_total\S* (\d+)/m.exec(metrics)?.[1] ?? 0);
    },
  };
}

const visitOf = (host: string) => signedHit(host, session);

describe('npm start', () => {
  test(
    'asks nobody beyond this machine, whatever directory a visitor names',
    async () => {
      const { beyond, tell, scored } = await watched({});
      expect((await tell(visitOf('agent.bot.goog'))).status).toBe(202);
      await eventually(async () => expect(await scored()).toBe(1));
      expect(beyond()).toEqual([]);
    },
    startTimeoutMs,
  );

  test(
    'with WEB_BOT_AUTH=on asks the directories it is told to, and no other',
    async () => {
      const { beyond, tell } = await watched({ WEB_BOT_AUTH: 'on' });
      await tell({ ...visitOf('other.example'), page_id: 'c'.repeat(32) });
      await tell(visitOf('agent.bot.goog'));
      await eventually(() => expect(beyond()).toEqual(['beyond this machine: agent.bot.goog']));
    },
    startTimeoutMs,
  );
});
