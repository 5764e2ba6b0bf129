import type { Attacker } from './attacker.ts';
import { cleanBrowser } from './drivers/clean-browser.ts';
import { ghostCursor } from './drivers/ghost-cursor.ts';
import { pageScripted } from './drivers/page-scripted.ts';
import { patchright, playwright } from './drivers/playwright.ts';
import { puppeteerHidden, puppeteerStock } from './drivers/puppeteer.ts';
import { selenium } from './drivers/selenium.ts';
import { puppeteerStealth } from './drivers/stealth.ts';
import { xdotoolBezier, xdotoolRoaming } from './drivers/xdotool-bezier.ts';
import { xdotoolReplay } from './drivers/xdotool-replay.ts';
import { xdotoolStraight } from './drivers/xdotool-straight.ts';

/** Whom to compare with: not an attacker, and not a person either. */
export const baseline: Attacker = cleanBrowser();

/** Every attacker there is; `recordings` is a file of people to replay, or null for none. */
export function allAttackers(recordings: string | null): readonly Attacker[] {
  return [
    playwright(true),
    playwright(false),
    puppeteerStock(true),
    puppeteerStock(false),
    puppeteerHidden(),
    puppeteerStealth(),
    selenium(),
    patchright(true),
    patchright(false),
    ghostCursor(),
    pageScripted(),
    xdotoolStraight(),
    xdotoolBezier(),
    xdotoolRoaming(),
    ...(recordings === null ? [] : [xdotoolReplay(recordings)]),
  ];
}
