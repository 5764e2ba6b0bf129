import { gzipSync } from 'node:zlib';
import { costOfMoves } from '../../e2e/browser-script/main-thread-cost.ts';
import { openBrowser, sessionOn } from '../../e2e/browser-script/open-browser.ts';
import { serveScriptPage } from '../../e2e/browser-script/script-page.ts';
import { buildScript } from '../../infra/browser-script/build.ts';
import type { Finding } from '../measure/finding.ts';
import type { Metric } from './metric.ts';

const metric = 'sdk';
/** A page without the script, and one with a listener that does nothing: the least that watching a pointer can cost. */
const listener = "addEventListener('pointermove', () => {}, { capture: true, passive: true })";

/** What the browser script costs a page: its size, and its share of the main thread. */
export const sdk: Metric = async (_, { rounds }) => {
  const [browser, watched, bare] = await Promise.all([openBrowser(), serveScriptPage(), serveScriptPage('')]);
  const costs: number[][] = [];
  try {
    const pages = await Promise.all(
      [watched, bare, bare].map(async ({ origin }) => {
        const page = await browser.newPage();
        await page.goto(origin);
        return page;
      }),
    );
    if (pages[0] !== undefined) await sessionOn(pages[0]);
    await pages[2]?.evaluate(listener);
    for (let round = 0; round < rounds; round += 1) {
      const cost: number[] = [];
      for (const page of pages) cost.push(await costOfMoves(page));
      costs.push(cost);
    }
  } finally {
    for (const part of [browser, watched, bare]) await part.close();
  }
  return findings(costs, gzipSync(await buildScript(), { level: 9 }).length);
};

function findings(costs: readonly (readonly number[])[], bytes: number): Finding[] {
  const over = (at: number) => costs.map((cost) => (cost[at] ?? 0) - (cost[1] ?? 0));
  return [
    { metric, what: 'script, compressed', unit: 'B', values: [bytes], goal: { atMost: 10_000 } },
    { metric, what: 'main thread for 1,000 moves', unit: 'ms', values: over(0), goal: { atMost: 1 } },
    { metric, what: 'the same with an empty listener', unit: 'ms', values: over(2) },
  ];
}
