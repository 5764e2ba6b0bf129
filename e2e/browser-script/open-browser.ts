import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../attackers/chromium.ts';

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ headless: true, executablePath: chromiumPath(), args: [...chromiumFlags] });
}

const loadedWithinMs = 10_000;

/** The session's token, once the script has loaded. Asked from outside: these pages forbid waiting by evaluated text. */
export async function sessionOn(page: Page): Promise<string> {
  const until = performance.now() + loadedWithinMs;
  while (performance.now() < until) {
    const token: unknown = await page.evaluate('window.botect?.sessionToken()');
    if (typeof token === 'string') return token;
  }
  throw new Error('the script did not load');
}
