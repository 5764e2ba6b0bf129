import type { Closable } from '@botect/runtime';
import { eventually } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call } from './harness/api.ts';
import { tokensIn } from './harness/facts.ts';
import { shell } from './harness/shell.ts';
import { dataFolder, type Standalone, startStandalone } from './harness/standalone.ts';

const startTimeoutMs = 200_000;

describe('npm start on an empty folder', () => {
  let folder: Closable & { readonly path: string };
  let botect: Standalone;
  let token: string;
  beforeAll(async () => {
    folder = await dataFolder();
    botect = await startStandalone({ BOTECT_DATA_DIR: folder.path });
    token = tokensIn(botect.stdout())[0] ?? '';
  }, startTimeoutMs);
  afterAll(async () => {
    await botect?.close();
    await folder?.close();
  });

  test('shows the account token, once', () => {
    expect(tokensIn(botect.stdout())).toEqual([expect.stringMatching(/^bat_\w{48}$/)]);
  });

  test('prints three lines which, pasted into a shell, end in the verdict on a likely human', async () => {
    const lines = botect.stdout().match(/^(keys=|session=|curl ).*$/gm) ?? [];
    expect(lines).toHaveLength(3);
    const [keys, session] = (await shell(lines.join('\n'))).split('\n');
    expect(JSON.parse(keys ?? '')).toMatchObject({ likely_bot_threshold: 30 });
    // Scoring is asynchronous: the reader may have to paste the last line again.
    await eventually(async () => {
      const verdict = await shell(`keys='${keys}'; session='${session}'\n${lines[2]}`);
      expect(JSON.parse(verdict)).toMatchObject({ verdict: 'likely_human', action: 'allow' });
    });
  });

  test('is ready, live and measured on its second port', async () => {
    const [, port] = /"adminPort":(\d+)/.exec(botect.stdout()) ?? [];
    const answers = await Promise.all(
      ['ready', 'live', 'metrics'].map((path) => fetch(`http://127.0.0.1:${port}/${path}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await answers[2]?.text()).toContain('botect_ingest_events_total');
  });

  test('sends a newcomer to a page of its own', async () => {
    const [, address = ''] = /^Open (\S+) /m.exec(botect.stdout()) ?? [];
    const answer = await fetch(address);
    expect([address, answer.status]).toEqual([`${botect.origin}/demo`, 200]);
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  });

  test(
    'ends with 0 on SIGTERM, and at the next start shows no token and knows the old one',
    async () => {
      botect.signal('SIGTERM');
      expect(await botect.exitCode).toBe(0);
      botect = await startStandalone({ BOTECT_DATA_DIR: folder.path });
      expect(tokensIn(botect.stdout())).toEqual([]);
      expect(botect.stdout()).not.toContain(token);
      expect((await call(`GET ${botect.origin}/user`, { bearer: token })).status).toBe(200);
    },
    startTimeoutMs,
  );

  test(
    'lets a second process in the same folder fail with one line, and goes on',
    async () => {
      await expect(startStandalone({ BOTECT_DATA_DIR: folder.path })).rejects.toThrow(
        /in use by process \d+/,
      );
      expect((await call(`GET ${botect.origin}/user`, { bearer: token })).status).toBe(200);
    },
    startTimeoutMs,
  );
});
