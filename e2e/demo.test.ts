import type { Closable } from '@botect/runtime';
import { eventually } from '@botect/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { requirePrograms } from '../infra/local/programs.ts';
import { chromiumFlags, chromiumPath } from './attackers/chromium.ts';
import { describeAttackers } from './attackers/describe-attackers.ts';
import { call } from './harness/api.ts';
import { tokensIn } from './harness/facts.ts';
import { shell } from './harness/shell.ts';
import { dataFolder, type Standalone, startStandalone } from './harness/standalone.ts';

/** Chromium may have to be installed first. */
const startTimeoutMs = 700_000;
/** A window closes after five seconds, and the machine may be busy. */
const scoreTimeoutMs = 60_000;
const testTimeoutMs = 120_000;

describeAttackers('the demo page in Chromium', () => {
  let folder: Closable & { readonly path: string };
  let botect: Standalone;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];
  const requested: string[] = [];

  beforeAll(async () => {
    requirePrograms((line) => process.stderr.write(`${line}\n`), { chromium: 'chromium' });
    folder = await dataFolder();
    botect = await startStandalone({ BOTECT_DATA_DIR: folder.path });
    browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumFlags] });
    page = await opened();
    await doThings();
  }, startTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await botect?.close();
    await folder?.close();
  });

  async function opened(options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const fresh = await browser.newPage(options);
    // A refused style or script is an error on the console too.
    fresh.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    fresh.on('pageerror', (error) => faults.push(error.message));
    fresh.on('requestfailed', (request) => faults.push(`${request.url()} failed`));
    fresh.on('request', (request) => requested.push(request.url()));
    // `localhost`, as printed: an address of this machine that browsers find without asking anybody.
    await fresh.goto(botect.origin.replace('localhost', '127.0.0.1').concat('/demo'));
    return fresh;
  }
  async function doThings() {
    for (let catches = 0; catches < 5; catches += 1) await page.click('#target');
    await page.click('#sentence');
    await page.keyboard.type('Nobody types like this.');
    await page.locator('.reading').hover();
    await page.mouse.wheel(0, 300);
  }
  // biome-ignore lint/performance/useDomNodeTextContent: what the visitor sees, without what is hidden
  const text = (selector: string) => page.locator(selector).innerText();
  const shown = <Found>(check: () => Promise<Found>) => eventually(check, { timeoutMs: scoreTimeoutMs });

  test(
    'shows a visitor their score, its band and what a site would do',
    async () => {
      const score = await shown(async () => Number((await text('#score')).match(/^\d+$/)?.[0] ?? fail()));
      expect([score >= 1, score <= 99]).toEqual([true, true]);
      expect([await text('#band'), await text('#action')]).toEqual([
        expect.stringMatching(/automated$/),
        expect.stringMatching(/^A site would (ask you|turn you)/),
      ]);
      expect(await text('.pill')).toMatch(`${score} `);
    },
    testTimeoutMs,
  );

  test(
    'names every reason by id, sentence, points and evidence',
    async () => {
      const reasons = await shown(async () => {
        const told = await page.locator('#reasons > li').allInnerTexts();
        return told.length > 0 ? told : fail();
      });
      for (const reason of reasons) expect(reason).toMatch(/^([+−][\d.]+|max\. \d+|noted)\n.+\.\n.+/s);
      expect(reasons.join('\n')).toMatch(/^[123]\d{3} [a-z_]+ /m);
    },
    testTimeoutMs,
  );

  test(
    'shows what it sent, in words and as counts, and nothing that was typed',
    async () => {
      await shown(async () => (/23 keys/.test(await text('#groups')) ? null : fail()));
      expect(await text('#groups')).toMatch(/Presses\s+6 presses/);
      const counts = JSON.parse((await page.locator('#counts').textContent()) ?? '');
      expect(counts).toMatchObject({ key: { presses: 23 }, press: { presses: 6 } });
      expect(JSON.stringify(counts)).not.toMatch(/Nobody|types/);
    },
    testTimeoutMs,
  );

  test(
    'keeps to its own server and to its policy, without an error',
    async () => {
      await shown(async () => (requested.some((url) => url.includes('/demo/session/')) ? null : fail()));
      expect([...new Set(requested.map((url) => new URL(url).origin))]).toEqual([new URL(page.url()).origin]);
      expect(faults).toEqual([]);
    },
    testTimeoutMs,
  );

  test('has a landmark for everything, headings in order, and a name for every control', async () => {
    const tags = await page.locator('h1, h2, h3').evaluateAll((all) => all.map(({ tagName }) => tagName));
    expect([tags[0], tags.filter((tag) => tag === 'H1').length]).toEqual(['H1', 1]);
    const tree = await page.locator('body').ariaSnapshot();
    for (const landmark of ['banner', 'main', 'navigation', 'contentinfo'])
      expect(tree).toMatch(new RegExp(`- ${landmark}`));
    expect(tree.match(/- region "/g)?.length).toBeGreaterThanOrEqual(5);
    expect(tree).not.toMatch(/- (button|textbox|slider|link|region)(:| *$| \[)/m);
    expect(await page.locator('[role=status]').count()).toBeGreaterThan(0);
  });

  test('can be used without a mouse', async () => {
    await page.locator('#target').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.id')).toBe('sentence');
    expect(await text('#caught')).toBe('6');
    expect(await page.evaluate(tabStops)).toEqual(expect.arrayContaining(['reading', 'slider', 'forget']));
  });

  test.each([
    ['a telephone', { viewport: { width: 360, height: 740 } }],
    ['a dark desktop', { colorScheme: 'dark' as const }],
  ])(
    'fits %s and is legible there',
    async (_, options) => {
      const other = await opened(options);
      expect(await other.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(
        0,
      );
      expect(await other.evaluate(leastContrast)).toBeGreaterThanOrEqual(4.5);
      await other.close();
    },
    testTimeoutMs,
  );

  test(
    'asks no more while it is hidden, and again when it is seen',
    async () => {
      const hidden = await browser.newPage();
      await hidden.clock.install();
      let [looks, answers] = [0, 0];
      const isLook = (request: { url(): string }) => request.url().includes('/demo/session/');
      hidden.on('request', (request) => isLook(request) && looks++);
      hidden.on('requestfinished', (request) => isLook(request) && answers++);
      await hidden.goto(`${new URL(page.url()).origin}/demo`);
      const setHidden = (state: boolean) =>
        hidden.evaluate(
          `Object.defineProperty(document, 'hidden', { get: () => ${state}, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));`,
        );
      // The page's clock is turned by hand, its server's is not: without waiting, all seconds pass before one answer.
      const second = async () => {
        await hidden.clock.runFor(1_000);
        await shown(async () => (answers === looks ? null : fail()));
      };
      await setHidden(false);
      while (looks === 0) await second();
      await setHidden(true);
      const whenHidden = looks;
      for (let seconds = 0; seconds < 8; seconds += 1) await second();
      // One may have been on its way.
      expect(looks).toBeLessThanOrEqual(whenHidden + 1);
      await setHidden(false);
      while (looks < whenHidden + 3) await second();
      await hidden.close();
    },
    testTimeoutMs,
  );

  test(
    'makes a new visitor of whoever wants to begin again',
    async () => {
      const token = () => page.evaluate('botect.sessionToken()');
      const before = await token();
      await page.click('#forget');
      await page.waitForFunction('globalThis.botect?.sessionToken()');
      expect(await token()).not.toBe(before);
    },
    testTimeoutMs,
  );

  test(
    'has a command to paste which ends as a bot',
    async () => {
      const command = await shown(async () => (await text('#curl')) || fail());
      const answer = JSON.parse(await shell(command));
      expect(answer).toMatchObject({ verdict: 'definite', action: 'block' });
    },
    testTimeoutMs,
  );

  test('shows nothing of a session of another site', async () => {
    const [bearer = ''] = tokensIn(botect.stdout());
    const enabled = await call(`POST ${botect.origin}/v1/projects/123/scoring`, { bearer });
    const [siteKey, privateKey] = [`${enabled.body['site_key']}`, `${enabled.body['private_key']}`];
    const payload = { entropy: 0.74, samples: 128 };
    const event = { request_id: 'a', type: 'mouse', received_at: '2026-06-14T10:00:00Z', payload };
    const body = { session_token: null, site_key: siteKey, events: [event] };
    const sent = await call(`POST ${botect.origin}/v1/events`, { body });
    const token = `${sent.body['session_token']}`;
    const verdict = () => call(`GET ${botect.origin}/v1/sessions/${token}/verdict`, { bearer: privateKey });
    await shown(async () => ((await verdict()).body['score'] === 87 ? null : fail()));
    const told = await call(`GET ${botect.origin}/demo/session/${token}`);
    expect(told.body).toMatchObject({ verdict: 'not_computed', score: 0, reasons: [] });
  });
});

function fail(): never {
  throw new Error('not yet');
}

/** Ids or classes of what the tabulator key reaches, read in the page. */
const tabStops = `[...document.querySelectorAll('a, button, textarea, input, summary, [tabindex="0"]')]
  .filter((one) => one.tabIndex >= 0).map((one) => one.id || one.className)`;

/** Of all text the page shows, the ratio of the hardest to read (WCAG 2.2, 1.4.3), read in the page. */
const leastContrast = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (one) => {
    const colour = one ? getComputedStyle(one).backgroundColor : 'rgb(255, 255, 255)';
    return one && channels(colour)[3] === 0 ? behind(one.parentElement) : colour;
  };
  const written = [...document.querySelectorAll('body *')].filter(
    (one) => one.checkVisibility() && [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim()),
  );
  return Math.min(...written.map((one) => {
    const [a, b] = [luminance(getComputedStyle(one).color), luminance(behind(one))].sort((m, n) => n - m);
    return (a + 0.05) / (b + 0.05);
  }));
})()`;
