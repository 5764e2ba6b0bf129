/** The script itself: what `<script data-botect-sdk>` runs. */
import type { PageWindow } from './browser.ts';
import { settingsOf } from './page/settings.ts';
import { start } from './start.ts';

try {
  const page = globalThis as unknown as PageWindow;
  const settings = settingsOf(page);
  // A second tag is a mistake of the page's; it must not count everything twice.
  // An element of that name is no script.
  if (settings !== null && !page.botect?.flush) {
    page.botect = start(page, settings, { clock: Date.now, random: Math.random });
  }
} catch {
  // A page works the same without it.
}
