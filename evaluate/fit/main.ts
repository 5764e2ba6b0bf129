/** Fits the weights of the motion model and writes them where scoring reads them, with a report beside; see ../README.md. */
import { writeFileSync } from 'node:fs';
import { UsageFault } from '../arguments.ts';
import { RecordingFault } from '../recordings/faults.ts';
import { readRecordings } from '../recordings/read-recordings.ts';
import type { Recording } from '../recordings/recording.ts';
import { type FitArguments, fitUsage, readFitArguments } from './arguments.ts';
import { classMoves, dataset, fittedFamilies, shortest } from './dataset.ts';
import { FitFault, fitClass } from './fit-class.ts';

/** Raised with every change of the measures or of how they are fitted; the seed comes after it. */
const edition = 2;

const say = (line: string) => console.error(line);

async function refit({ humans: paths, out, report: reportPath, ...options }: FitArguments): Promise<void> {
  const humans: Recording[] = [];
  for (const path of paths) for await (const one of readRecordings(path, 'human')) humans.push(one);
  say(`${humans.length} recordings of people, ${fittedFamilies.length} families`);
  const samples = dataset(humans, options);
  say(`${samples.length} stretches`);
  const fitted = classMoves.map((moves, size) => {
    const samplesOfClass = samples.filter((sample) => sample.size === size);
    const { report, ...weights } = fitClass(samplesOfClass, `${moves} moves`);
    say(`${moves} moves: ${JSON.stringify({ doubt: weights.doubt, ...report })}`);
    return { weights: { movesMin: Math.round(moves * shortest), moves, ...weights }, report };
  });
  const head = {
    version: `${edition}.${options.seed}`,
    corpora: [...new Set(humans.map(({ corpus }) => corpus))],
  };
  const figures = fitted.map(({ weights: { moves, doubt }, report }) => ({ moves, doubt, ...report }));
  // Nothing is written before everything was fitted: weights and report are always of one run.
  const weights = { ...head, classes: fitted.map((one) => one.weights) };
  writeFileSync(out, `${JSON.stringify(weights, null, 1)}\n`);
  writeFileSync(reportPath, `${JSON.stringify({ ...head, ...options, classes: figures }, null, 2)}\n`);
}

try {
  await refit(readFitArguments(process.argv.slice(2)));
} catch (error) {
  process.exitCode = 1;
  if (error instanceof UsageFault) say(`${error.message}\n\n${fitUsage}`);
  else if (error instanceof RecordingFault || error instanceof FitFault) say(error.message);
  else say(String((error as Error)?.stack ?? error));
}
