import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The users of the images: Botect, PostgreSQL, Redis, Grafana. */
const users = { botect: 1000, postgres: 999, redis: 999, grafana: 472 };
/** Of 32 random bytes: letters that need no escape anywhere. */
const secret = () => randomBytes(32).toString('base64url');

type Reader = keyof typeof users;

/** By folder and name. A password that two share is written for each. */
function newSecrets(): Readonly<Record<Reader, Readonly<Record<string, string>>>> {
  const [database, cache] = [secret(), secret()];
  return {
    botect: { 'database-password': database, 'redis-password': cache, 'bootstrap-token': secret() },
    postgres: { password: database },
    redis: { 'password.conf': `requirepass ${cache}`, password: cache },
    grafana: { password: secret(), 'secret-key': secret() },
  };
}

/**
 * Writes the secrets of an installation, each in the folder of the one process that is to see it, readable by its user alone.
 * Answers what was written: nothing when a start before this one did. Only root can give files to others.
 */
export function writeSecrets(folder: string): readonly string[] {
  // Last of all, so that a start that was cut short is done again as a whole.
  const finished = join(folder, 'botect', 'complete');
  if (existsSync(finished)) return [];
  const written = Object.entries(newSecrets()).flatMap(([reader, files]) =>
    Object.entries(files).map(([name, text]) =>
      write(join(folder, reader, name), text, users[reader as Reader]),
    ),
  );
  write(finished, '', users.botect);
  return written;
}

function write(path: string, text: string, user: number): string {
  mkdirSync(join(path, '..'), { recursive: true });
  // Renamed into place: whoever reads it never meets half of it, nor a file that is not theirs yet.
  rmSync(`${path}.new`, { force: true });
  writeFileSync(`${path}.new`, `${text}\n`, { mode: 0o400, flush: true });
  if (process.getuid?.() === 0) chownSync(`${path}.new`, user, user);
  renameSync(`${path}.new`, path);
  return path;
}
