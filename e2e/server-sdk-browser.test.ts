import { eventually } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { attackPrograms, requirePrograms } from '../infra/local/programs.ts';
import { describeAttackers } from './attackers/describe-attackers.ts';
import { openBrowser } from './browser-script/open-browser.ts';
import { type Guarded, startGuarded } from './harness/guarded.ts';
import { type Shop, shops } from './harness/shops.ts';

/** Programs may have to be installed first. */
const startTimeoutMs = 700_000;

describeAttackers('a site that knows its visitors through its own server alone, in Chromium', () => {
  let browser: Browser;
  let product: Guarded;
  let shop: Shop;
  beforeAll(async () => {
    requirePrograms((line) => process.stderr.write(`${line}\n`), attackPrograms);
    product = await startGuarded('js_detection.passed == false');
    browser = await openBrowser();
    const [, start] = shops[0] ?? [];
    if (start === undefined) throw new Error('there is no shop');
    shop = await start(product.guard);
  }, startTimeoutMs);
  afterAll(async () => {
    for (const part of [shop, browser, product]) await part?.close();
  });

  test('the script runs from the injected tag, and what it saw decides at the checkout', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.goto(shop.origin);
    await page.mouse.move(400, 300, { steps: 50 });
    await eventually(() => expect(asked).toContain('POST /_botect/events'), { timeoutMs: 20_000 });
    await eventually(async () => {
      // A driven browser says so itself.
      expect((await page.goto(`${shop.origin}/checkout`))?.status()).toBe(403);
    });
    expect(asked).not.toContain('POST /v1/events');
    expect(product.faults).toEqual([]);
  }, 180_000);
});
