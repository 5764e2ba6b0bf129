import { join } from 'node:path';
import { chromium as patched } from 'patchright-core';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { driver, type Scene } from '../attacker.ts';
import { browserEnvironment, chromiumFlags, chromiumPath, windowFlags } from '../chromium.ts';
import { approachOf, type Hand, type Style } from '../plan.ts';

/** Playwright as its documentation shows it: a fresh context with the default viewport. */
export const playwright = (headless: boolean) =>
  driver(`playwright-${headless ? 'headless' : 'headed'}`, !headless, async (scene) => {
    const browser = await chromium.launch({ headless, ...launch(scene) });
    const page = await browser.newPage();
    return opened(page, scene, () => browser.close());
  });

/** Patchright as its documentation asks: a persistent context, the window's own viewport, no flags of Playwright's. */
export const patchright = (headless: boolean) =>
  driver(`patchright-${headless ? 'headless' : 'headed'}`, !headless, async (scene) => {
    const options = { headless, viewport: null, ...launch(scene) };
    // The same interface under another name: the packages' types do not know each other.
    const context = (await patched.launchPersistentContext(
      join(scene.profile, 'patched'),
      options,
    )) as unknown;
    const { pages, close } = bound(context as BrowserContext);
    const [page] = pages();
    if (page === undefined) throw new Error('the context has no page');
    return opened(page, scene, close);
  });

const bound = (context: BrowserContext) => ({ pages: () => context.pages(), close: () => context.close() });

function launch(scene: Scene) {
  return {
    executablePath: chromiumPath(),
    args: [...chromiumFlags, ...windowFlags],
    env: browserEnvironment(scene),
  };
}

async function opened(page: Page, scene: Scene, close: () => Promise<void>): Promise<Hand> {
  await page.goto(scene.page.url);
  const { viewport } = await scene.page.layout();
  return handOf(page, scene.plan.style, { size: viewport, close });
}

interface Window {
  readonly size: { readonly width: number; readonly height: number };
  close(): Promise<void>;
}

function handOf(page: Page, style: Style, { size, close }: Window): Hand {
  const { steps, pressMs: delay } = style;
  return {
    wander: (x, y) => page.mouse.move(Math.round(size.width * x), Math.round(size.height * y), { steps }),
    async click(target) {
      const box = style.approaches ? await page.locator(`#${target}`).boundingBox() : null;
      if (box !== null)
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: approachOf(style) });
      await page.click(`#${target}`, { delay });
    },
    async type(target, text) {
      await page.click(`#${target}`, { delay });
      await page.keyboard.type(text, { delay: style.keyMs });
    },
    scroll: async (deltaY) =>
      style.scrolls === 'wheel'
        ? page.mouse.wheel(0, deltaY)
        : void (await page.evaluate(`scrollBy(0, ${deltaY})`)),
    close,
  };
}
