import { GhostCursor } from 'ghost-cursor';
import puppeteer from 'puppeteer-core';
import { driver, placeIn } from '../attacker.ts';
import type { Hand } from '../plan.ts';
import { seededRandom } from '../seeded-random.ts';
import { launched } from './puppeteer.ts';

/** Human-like paths by ghost-cursor, in a window whose automation is hidden; its own randomness is not ours to seed. */
export const ghostCursor = () =>
  driver('ghost-cursor-live', true, async (scene): Promise<Hand> => {
    const { style, seed } = scene.plan;
    const random = seededRandom(seed);
    const options = {
      headless: false,
      defaultViewport: null,
      ignoreDefaultArgs: ['--enable-automation'],
      args: ['--disable-blink-features=AutomationControlled'],
    };
    const { browser, page } = await launched(scene, options, (all) => puppeteer.launch(all));
    const layout = await scene.page.layout();
    // The package's types speak of the puppeteer package, of which puppeteer-core is the core.
    const cursor = new GhostCursor(page as never);
    const click = (target: string) =>
      cursor.click(`#${target}`, {
        hesitate: random.between(0, 120),
        moveSpeed: random.between(40, 200),
        waitForClick: style.pressMs,
        moveDelay: style.pauseMs,
      });
    return {
      wander: (x, y) => cursor.moveTo(placeIn(layout, x, y), { moveSpeed: random.between(40, 200) }),
      click,
      async type(target, text) {
        await click(target);
        await page.keyboard.type(text, { delay: style.keyMs });
      },
      scroll: (y) => cursor.scroll({ y }, { scrollSpeed: 60, scrollDelay: 50 }),
      close: () => browser.close(),
    };
  });
