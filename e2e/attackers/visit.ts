import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attacker } from './attacker.ts';
import { type Page, type PageOptions, servePage } from './page-server.ts';
import { planOf } from './plan.ts';
import { startScreen } from './screen.ts';

/** Lets an attacker visit a page of its own, on a screen of its own, and answers what the page knows afterwards. */
export async function visit<Answer>(
  attacker: Attacker,
  { seed, ...options }: PageOptions & { readonly seed: number },
  look: (page: Page) => Promise<Answer> | Answer,
): Promise<Answer> {
  const page = await servePage({ ...options, scripted: attacker.scripted === true });
  const screen = attacker.headed ? await startScreen() : null;
  const profile = mkdtempSync(join(tmpdir(), 'botect-attacker-'));
  try {
    await attacker.attack({ page, plan: planOf(seed), display: screen?.display ?? '', profile });
    return await look(page);
  } finally {
    await screen?.close();
    await page.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
