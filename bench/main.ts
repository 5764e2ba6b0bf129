/** Measures the product against its references; see README.md. */
import { loadavg } from 'node:os';
import { UsageFault } from './command-line.ts';
import { pinToLoadCore } from './laboratory/cores.ts';
import { type Laboratory, openLaboratory } from './laboratory/laboratory.ts';
import type { Finding } from './measure/finding.ts';
import { metrics } from './metrics/index.ts';
import { type Options, readOptions } from './options.ts';
import { writeResults } from './report/results-file.ts';
import { table } from './report/table.ts';
import { versions } from './report/versions.ts';

// Progress goes to the error output: the standard output is the result.
const say = (line: string) => console.error(line);

async function measure(laboratory: Laboratory, options: Options): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of options.metrics) {
    const started = performance.now();
    say(`${name} …`);
    try {
      findings.push(...((await metrics.get(name)?.(laboratory, options)) ?? []));
      say(`  ${Math.round((performance.now() - started) / 1_000)} s`);
    } catch (error) {
      // The others are still worth having.
      say(`  ${name} could not be measured: ${error instanceof Error ? error.stack : error}`);
      process.exitCode = 1;
    } finally {
      await laboratory.stopServers();
    }
  }
  return findings;
}

async function main(): Promise<void> {
  const [first, ...rest] = process.argv.slice(2);
  if (first === 'endurance') return (await import('./endurance/main.ts')).endurance(rest);
  const options = readOptions(process.argv.slice(2), [...metrics.keys()]);
  pinToLoadCore();
  const loadBefore = loadavg()[0];
  say('starting Kafka, Redis and PostgreSQL');
  const laboratory = await openLaboratory(say);
  try {
    const findings = await measure(laboratory, options);
    const about = { versions: versions(), options, loadBefore };
    console.log(`\n${table(findings)}\n`);
    console.log(`results: ${writeResults(about, findings)}`);
  } finally {
    await laboratory.stop();
  }
}

try {
  await main();
} catch (error) {
  if (error instanceof UsageFault)
    say(`${error.message}\nwhat may be given: bench/README.md, bench/endurance/README.md`);
  else say(`${error instanceof Error ? error.stack : error}`);
  // Not exitCode: what a failed start left running keeps this process alive, and ends with it.
  process.exit(1);
}
