/**
 * Lets attackers visit a page and writes what they did as recordings for `npm run evaluate`.
 * Use: node e2e/attackers/record.ts OUT.jsonl.gz [--sessions 3] [--first-seed 0] [--only NAME]… [--recordings FILE]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { allAttackers, baseline } from './all-attackers.ts';
import { type Recorded, type Recording, recordingOf } from './recording.ts';
import { tellsOf } from './tells.ts';
import { visit } from './visit.ts';

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      sessions: { type: 'string', default: '3' },
      'first-seed': { type: 'string', default: '0' },
      only: { type: 'string', multiple: true, default: [] },
      recordings: { type: 'string' },
    },
  });
  const [file] = positionals;
  if (file === undefined) throw new Error('name a file to write');
  const all = allAttackers(values.recordings ?? null);
  const attackers =
    values.only.length === 0 ? all : [...all, baseline].filter(({ name }) => values.only.includes(name));
  const recordings: Recording[] = [];
  for (const attacker of attackers) {
    for (let session = 0; session < Number(values.sessions); session += 1) {
      const seed = Number(values['first-seed']) + session;
      const startedAt = performance.now();
      const recorded: Recorded = await visit(attacker, { seed }, (page) => page.recorded());
      recordings.push(recordingOf(attacker.name, seed, recorded));
      // Written anew each time: one who fails takes nothing of the others along.
      writeFileSync(file, gzipSync(recordings.map((one) => `${JSON.stringify(one)}\n`).join('')));
      const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
      say(
        `${attacker.name} ${seed} ${seconds} s ${JSON.stringify(tellsOf(recorded.rows))} ${shown(recorded)}`,
      );
    }
  }
}

function shown({ environment }: Recorded): string {
  return Object.entries(environment)
    .filter(([, holds]) => holds)
    .map(([name]) => name)
    .join(',');
}

main().catch((error: Error) => {
  say(`record: ${error.stack}`);
  process.exitCode = 1;
});
