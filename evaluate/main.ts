/** Plays recordings through the code that ships and reports who is flagged; see README.md. */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { readArguments, UsageFault, usage } from './arguments.ts';
import { detectionPage } from './document/detection-page.ts';
import fitReport from './fit/report.json' with { type: 'json' };
import { createPlay } from './play/create-play.ts';
import { RecordingFault } from './recordings/faults.ts';
import { run } from './run.ts';
import { tables } from './summary/tables.ts';

// Progress and times go to the error output: the standard output is the result, the same bytes for the same seed.
const say = (line: string) => console.error(line);

try {
  const given = readArguments(process.argv.slice(2));
  // A place that cannot be written to is found before anything is played.
  if (given.document !== undefined) closeSync(openSync(given.document, 'a'));
  const summary = await run(given, { play: createPlay(given.seed), now: () => performance.now(), say });
  console.log(tables(summary));
  if (given.document !== undefined) writeFileSync(given.document, detectionPage(summary, fitReport));
  say(`result: ${given.json}`);
} catch (error) {
  process.exitCode = 1;
  if (error instanceof UsageFault) say(`${error.message}\n\n${usage}`);
  else say(error instanceof RecordingFault ? error.message : String((error as Error)?.stack ?? error));
}
