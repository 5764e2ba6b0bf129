import { isEventsRequest, isWindowPayload } from '@botect/contracts';
import { eventually } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { attackPrograms, requirePrograms } from '../../infra/local/programs.ts';
import { describeAttackers } from '../attackers/describe-attackers.ts';
import { costOfMoves } from './main-thread-cost.ts';
import { openBrowser, sessionOn } from './open-browser.ts';
import { type ScriptPage, serveScriptPage } from './script-page.ts';

/** Programs may have to be installed first. */
const startTimeoutMs = 700_000;

describeAttackers('the browser script in Chromium, on a page that allows next to nothing', () => {
  let browser: Browser;
  let site: ScriptPage;
  let bare: ScriptPage;
  const said: string[] = [];

  beforeAll(async () => {
    requirePrograms((line) => process.stderr.write(`${line}\n`), attackPrograms);
    [browser, site, bare] = await Promise.all([openBrowser(), serveScriptPage(), serveScriptPage('')]);
  }, startTimeoutMs);
  afterAll(async () => {
    for (const part of [browser, site, bare]) await part?.close();
  });

  async function opened({ origin }: ScriptPage): Promise<Page> {
    const page = await browser.newPage();
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(origin);
    await page.waitForLoadState('load');
    return page;
  }

  const arrived = (what: (type: string) => boolean) =>
    eventually(
      () => {
        const events = site.arrivals.flatMap(({ body }) => body.events);
        if (!events.some(({ type }: { type: string }) => what(type))) throw new Error('not yet');
        return events;
      },
      { timeoutMs: 20_000 },
    );

  test('a visit arrives as batches the contract takes, the last of them when the page is left', async () => {
    const page = await opened(site);
    await page.mouse.move(400, 300, { steps: 80 });
    await page.click('#buy');
    await page.click('#name');
    await page.keyboard.type('something private');
    await page.mouse.wheel(0, 400);
    await arrived((type) => type === 'js_probe');
    await page.click('#on');
    const events = await arrived((type) => type === 'window');
    const windows = events.filter(({ type }: { type: string }) => type === 'window');
    const counted = (group: string, field: string) =>
      windows.reduce(
        (sum: number, { payload }: { payload: Record<string, Record<string, number>> }) =>
          sum + (payload[group]?.[field] ?? 0),
        0,
      );
    expect(site.arrivals.every(({ body }) => isEventsRequest(body))).toBe(true);
    expect(windows.every(({ payload }: { payload: unknown }) => isWindowPayload(payload))).toBe(true);
    expect([counted('press', 'presses'), counted('key', 'presses')]).toEqual([3, 17]);
    // Beacons carry no headers.
    expect(site.arrivals.map(({ idempotencyKey }) => typeof idempotencyKey)).toEqual(
      expect.arrayContaining(['string', 'object']),
    );
    expect(JSON.stringify(site.arrivals)).not.toMatch(/private|KeyS|clientX/);
    await page.close();
  });

  test('the next page of the visit is the same session', async () => {
    const page = await opened(site);
    const token = await sessionOn(page);
    await page.goto(`${site.origin}/on`);
    expect(await sessionOn(page)).toBe(token);
    expect(token).toMatch(/^bt_[\w-]{24}$/);
    await page.close();
  });

  test('the browser’s own admissions are found', async () => {
    const page = await opened(site);
    const events = await arrived((type) => type === 'js_probe');
    const probe = events.find(({ type }: { type: string }) => type === 'js_probe');
    expect(probe.payload).toMatchObject({
      js_passed: false,
      webdriver: true,
      headless_ua: true,
      rewritten_functions: false,
    });
    await page.close();
  });

  test('a thousand events cost the main thread little', async () => {
    const [watched, unwatched] = [await opened(site), await opened(bare)];
    await sessionOn(watched);
    const cost = (await costOfMoves(watched)) - (await costOfMoves(unwatched));
    // A bound for busy machines; the figure itself is measured by the bench.
    expect(cost).toBeLessThan(5);
  });

  test('nothing is ever written to the console', () => {
    expect(said).toEqual([]);
  });
});
