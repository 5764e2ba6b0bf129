import type { Closable } from '@botect/runtime';
import { eventually } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { buildScript, integrityOf } from '../../infra/browser-script/build.ts';
import { attackPrograms, requirePrograms } from '../../infra/local/programs.ts';
import { describeAttackers } from '../attackers/describe-attackers.ts';
import { call } from '../harness/api.ts';
import { dataFolder, type Standalone, startStandalone } from '../harness/standalone.ts';
import { openBrowser, sessionOn } from './open-browser.ts';
import { type ScriptPage, serveScriptPage } from './script-page.ts';

/** Programs may have to be installed first. */
const startTimeoutMs = 700_000;
const token = `test_${'bootstrap'.repeat(5)}`;

describeAttackers('the browser script on a site of another origin than the product', () => {
  const open: Closable[] = [];
  let botect: Standalone;
  let browser: Browser;
  let site: ScriptPage;
  let keys: { readonly site_key: string; readonly private_key: string };

  beforeAll(async () => {
    requirePrograms((line) => process.stderr.write(`${line}\n`), attackPrograms);
    const folder = await dataFolder();
    open.push(folder);
    botect = await startStandalone({ BOTECT_DATA_DIR: folder.path, BOTECT_BOOTSTRAP_TOKEN: token });
    const project = await call(`POST ${botect.origin}/v1/projects`, {
      bearer: token,
      body: { name: 'shop' },
    });
    const enabled = await call<typeof keys>(
      `POST ${botect.origin}/v1/projects/${project.body['id']}/scoring`,
      {
        bearer: token,
      },
    );
    keys = enabled.body;
    // The browser is let to no other host.
    const origin = botect.origin.replace('localhost', '127.0.0.1');
    const integrity = integrityOf(await buildScript());
    site = await serveScriptPage(
      `<script async crossorigin="anonymous" integrity="${integrity}" src="${origin}/v1/sdk-0.1.0.js" data-botect-sdk data-site-key="${keys.site_key}"></script>`,
      origin,
    );
    browser = await openBrowser();
    open.push(botect, site, browser);
  }, startTimeoutMs);
  afterAll(async () => {
    for (const part of open.toReversed()) await part.close();
  });

  test('loads by its hash, sends, and gets the visit a verdict', async () => {
    const page = await browser.newPage();
    await page.goto(site.origin);
    await page.mouse.move(300, 300, { steps: 70 });
    await page.click('#buy');
    const session = await sessionOn(page);
    const verdict = await eventually(
      async () => {
        const path = `/v1/sessions/${session}/verdict`;
        const { body } = await call(`GET ${botect.origin}${path}`, { bearer: keys.private_key });
        if (body['score'] === 0) throw new Error('not scored yet');
        return body;
      },
      { timeoutMs: 25_000 },
    );
    expect(verdict['detection_ids']).toEqual(expect.arrayContaining([2001]));
    await page.close();
  });
});
