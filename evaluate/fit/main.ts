/**
 * Fits the weights of the motion model and writes them where scoring reads them, with a report beside.
 * Use: node evaluate/fit/main.ts --humans FILE.jsonl.gz [--humans FILE …] [--seed N] [--out FILE] [--report FILE]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readRecordings } from '../recordings/read-recordings.ts';
import type { Recording } from '../recordings/recording.ts';
import { classMoves, dataset, fittedFamilies } from './dataset.ts';
import { fitClass } from './fit-class.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);
const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    humans: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: join(root, 'services/scoring/src/core/motion-weights.json') },
    report: { type: 'string', default: join(root, 'evaluate/fit/report.json') },
    'per-human': { type: 'string', default: '300' },
    'per-family': { type: 'string', default: '150' },
  },
});

const humans: Recording[] = [];
for (const path of values.humans) for await (const one of readRecordings(path, 'human')) humans.push(one);
const options = {
  seed: Number(values.seed),
  perHuman: Number(values['per-human']),
  perFamily: Number(values['per-family']),
};
say(`${humans.length} recordings of people, ${fittedFamilies.length} families`);
const samples = dataset(humans, options);
say(`${samples.length} stretches`);
const fitted = classMoves.map((moves, size) => {
  const one = fitClass(samples.filter((sample) => sample.size === size));
  say(`${moves} moves: ${JSON.stringify({ doubt: one.doubt, ...one.report })}`);
  return { movesMin: Math.round(moves * 0.7), moves, ...one };
});

const corpora = [...new Set(humans.map(({ corpus }) => corpus))];
const version = `1.${values.seed}`;
const classes = fitted.map(({ report, ...weights }) => weights);
writeFileSync(values.out, `${JSON.stringify({ version, corpora, classes }, null, 1)}\n`);
const figures = fitted.map(({ moves, doubt, report }) => ({ moves, doubt, ...report }));
writeFileSync(
  values.report,
  `${JSON.stringify({ version, corpora, ...options, classes: figures }, null, 2)}\n`,
);
