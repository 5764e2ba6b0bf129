/** What compose runs before everything else: `node infra/compose/write-secrets.ts FOLDER`. */
import { writeSecrets } from './secrets.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('secrets: say in which folder\n');
  process.exitCode = 1;
} else {
  const written = writeSecrets(folder);
  process.stdout.write(written.length > 0 ? `${written.join('\n')}\n` : 'the secrets are there already\n');
}
