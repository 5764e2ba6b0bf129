/** Rewrites `figures.json` from a run of the bench, when one is named, and the tables of `docs/scale.md` from the figures. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { figuresOf } from './figures.ts';
import { keySkew } from './key-skew.ts';
import { filled, partsOf } from './page.ts';
import { partitionCounts, population } from './population.ts';

const figuresFile = resolve(import.meta.dirname, 'figures.json');
const page = resolve(import.meta.dirname, '../../docs/scale.md');
const [run] = process.argv.slice(2);
if (run !== undefined) {
  const figures = figuresOf(JSON.parse(readFileSync(run, 'utf8')));
  const skews = keySkew(population, partitionCounts);
  writeFileSync(figuresFile, `${JSON.stringify({ figures, skews }, null, 2)}\n`);
}
const parts = partsOf(JSON.parse(readFileSync(figuresFile, 'utf8')));
writeFileSync(page, filled(readFileSync(page, 'utf8'), parts));
