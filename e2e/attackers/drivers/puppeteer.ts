import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import { type Attacker, driver, placeIn, type Scene } from '../attacker.ts';
import { browserEnvironment, chromiumFlags, chromiumPath, windowFlags } from '../chromium.ts';
import type { Layout } from '../page-server.ts';
import { approachOf, type Hand, type Style } from '../plan.ts';

export type Launch = (options: LaunchOptions) => Promise<Browser>;

/** Puppeteer as its documentation shows it. */
export const puppeteerStock = (headless: boolean) =>
  puppeteerDriver(`puppeteer-${headless ? 'headless' : 'headed'}`, { headless });

/** A window, its own viewport, and neither the flag nor the property that speak of automation. */
export const puppeteerHidden = () =>
  puppeteerDriver('puppeteer-headed-hidden', {
    headless: false,
    defaultViewport: null,
    ignoreDefaultArgs: ['--enable-automation'],
    args: ['--disable-blink-features=AutomationControlled'],
  });

export function puppeteerDriver(
  name: string,
  options: LaunchOptions,
  launch: Launch = (all) => puppeteer.launch(all),
): Attacker {
  return driver(name, options.headless === false, async (scene) => {
    const { browser, page } = await launched(scene, options, launch);
    return handOf(page, scene.plan.style, { layout: await scene.page.layout(), browser });
  });
}

/** A browser with the page open in it. */
export async function launched(scene: Scene, { args = [], ...options }: LaunchOptions, launch: Launch) {
  const browser = await launch({
    executablePath: chromiumPath(),
    args: [...chromiumFlags, ...windowFlags, ...args],
    env: browserEnvironment(scene),
    userDataDir: scene.profile,
    ...options,
  });
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  await page.goto(scene.page.url);
  return { browser, page };
}

interface Opened {
  readonly layout: Layout;
  readonly browser: Browser;
}

function handOf(page: Page, style: Style, { layout, browser }: Opened): Hand {
  const { steps, pressMs: delay } = style;
  return {
    async wander(x, y) {
      const place = placeIn(layout, x, y);
      await page.mouse.move(place.x, place.y, { steps });
    },
    async click(target) {
      const box = style.approaches ? layout.targets[target] : undefined;
      if (box !== undefined)
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: approachOf(style) });
      await page.click(`#${target}`, { delay });
    },
    async type(target, text) {
      await page.click(`#${target}`, { delay });
      await page.keyboard.type(text, { delay: style.keyMs });
    },
    scroll: async (deltaY) =>
      style.scrolls === 'wheel'
        ? page.mouse.wheel({ deltaY })
        : void (await page.evaluate(`scrollBy(0, ${deltaY})`)),
    close: () => browser.close(),
  };
}
