/**
 * Rewrites `figures.json` from a run of the bench, when one is named, and the tables of `docs/scale.md` from the figures. A run
 * of `ids` alone replaces the figures of ids and no others.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { figuresOf, idFiguresOf, type Results } from './figures.ts';
import { keySkew } from './key-skew.ts';
import { filled, type Measured, partsOf } from './page.ts';
import { partitionCounts, population } from './population.ts';

const figuresFile = resolve(import.meta.dirname, 'figures.json');
const page = resolve(import.meta.dirname, '../../docs/scale.md');
const [run] = process.argv.slice(2);
if (run !== undefined) {
  const results: Results = JSON.parse(readFileSync(run, 'utf8'));
  const measured = results.results.every(({ metric }) => metric === 'ids')
    ? withIds(JSON.parse(readFileSync(figuresFile, 'utf8')), results)
    : { figures: figuresOf(results), skews: keySkew(population, partitionCounts) };
  writeFileSync(figuresFile, `${JSON.stringify(measured, null, 2)}\n`);
}
const parts = partsOf(JSON.parse(readFileSync(figuresFile, 'utf8')));
writeFileSync(page, filled(readFileSync(page, 'utf8'), parts));

function withIds({ figures, skews }: Measured, results: Results): Measured {
  return { figures: { ...figures, ...idFiguresOf(results) }, skews };
}
