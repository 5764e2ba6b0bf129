/** Lets the product run under load while parts of it are taken away; see README.md. */
import { loadavg } from 'node:os';
import { writeResults } from '../report/results-file.ts';
import { table } from '../report/table.ts';
import { versions } from '../report/versions.ts';
import { brokers } from './brokers.ts';
import { kills } from './kills.ts';
import { readEnduranceOptions } from './options.ts';
import { outages } from './outages.ts';
import { soak } from './soak.ts';
import type { Trial } from './trial.ts';

const trials: ReadonlyMap<string, Trial> = new Map([
  ['kills', kills],
  ['outages', outages],
  ['brokers', brokers],
  ['soak', soak],
]);

// Progress goes to the error output: the standard output is the result.
const say = (line: string) => console.error(line);

/** Runs the trial that is named first, prints and keeps its findings. */
export async function endurance(parameters: readonly string[]): Promise<void> {
  const options = readEnduranceOptions(parameters, [...trials.keys()]);
  const loadBefore = loadavg()[0];
  const started = performance.now();
  const findings = (await trials.get(options.trial)?.(options, say)) ?? [];
  const minutes = (performance.now() - started) / 60_000;
  const load = { loadBefore, loadAfter: loadavg()[0], minutes };
  console.log(`\n${table(findings)}\n`);
  console.log(`results: ${writeResults({ versions: versions(), options, ...load }, findings)}`);
}
