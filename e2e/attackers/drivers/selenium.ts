import { join } from 'node:path';
import { Builder, By } from 'selenium-webdriver';
import { Options, ServiceBuilder } from 'selenium-webdriver/chrome.js';
import { programPath } from '../../../infra/local/programs.ts';
import { centreOf, driver, placeIn, type Scene } from '../attacker.ts';
import { browserEnvironment, chromiumFlags, chromiumPath, windowFlags } from '../chromium.ts';
import type { Point } from '../page-server.ts';
import { approachOf, type Hand } from '../plan.ts';

/** Between two positions of a path: a frame of most screens. */
const stepMs = 16;

/** Selenium by ChromeDriver, headless; paths are chains of its own short moves. */
export const selenium = () =>
  driver('selenium-headless', false, async (scene): Promise<Hand> => {
    const browser = await started(scene);
    await browser.get(scene.page.url);
    const layout = await scene.page.layout();
    const { style } = scene.plan;
    const { pressMs, keyMs, approaches, scrolls } = style;
    let at: Point = { x: 0, y: 0 };
    const actions = () => browser.actions({ async: true });
    const moveTo = async (to: Point, steps: number) => {
      const path = actions();
      for (let step = 1; step <= steps; step += 1) {
        const share = step / steps;
        const place = { x: at.x + (to.x - at.x) * share, y: at.y + (to.y - at.y) * share };
        path.move({ x: Math.round(place.x), y: Math.round(place.y), duration: stepMs });
      }
      at = to;
      await path.perform();
    };
    const click = async (target: string) => {
      if (!approaches) return browser.findElement(By.css(`#${target}`)).click();
      await moveTo(centreOf(layout, target), approachOf(style));
      await actions().press().pause(Math.round(pressMs)).release().perform();
    };
    return {
      wander: (x, y) => moveTo(placeIn(layout, x, y), style.steps),
      click,
      async type(target, text) {
        await click(target);
        if (keyMs === 0) return browser.findElement(By.css(`#${target}`)).sendKeys(text);
        const keys = actions();
        for (const key of text)
          keys.keyDown(key).pause(Math.round(keyMs)).keyUp(key).pause(Math.round(keyMs));
        await keys.perform();
      },
      scroll: async (deltaY) =>
        scrolls === 'wheel'
          ? actions().scroll(600, 400, 0, deltaY, undefined, 0).perform()
          : void (await browser.executeScript(`scrollBy(0, ${deltaY})`)),
      close: () => browser.quit(),
    };
  });

function started(scene: Scene) {
  const flags = [
    ...chromiumFlags,
    ...windowFlags,
    '--headless=new',
    `--user-data-dir=${join(scene.profile, 'selenium')}`,
  ];
  return new Builder()
    .forBrowser('chrome')
    .setChromeOptions(new Options().setBinaryPath(chromiumPath()).addArguments(...flags))
    .setChromeService(
      new ServiceBuilder(programPath('chromedriver')).setEnvironment(browserEnvironment(scene)),
    )
    .build();
}
