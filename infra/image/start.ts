/** The image's entry point: `node infra/image/start.ts <process> [arguments]`. Becomes that process, arguments and all. */
import { join } from 'node:path';
import { processes } from './processes.ts';

const [name = '', ...parameters] = process.argv.slice(2);
const file = Object.hasOwn(processes, name) ? processes[name] : undefined;
if (file === undefined) {
  process.stderr.write(`Say which process to run: ${Object.keys(processes).join(', ')}.\n`);
  process.exitCode = 1;
} else {
  const path = join(import.meta.dirname, '../..', file);
  process.argv.splice(1, process.argv.length, path, ...parameters);
  await import(path);
}
