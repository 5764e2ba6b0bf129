import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
const outputBytesMax = 64e6;

export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The package manager that set-up installs with, pinned there and nowhere else. */
function pinned(): string {
  const [, name] =
    /^const pnpm = '(pnpm@[\d.]+)';$/m.exec(readFileSync(join(root, 'infra/setup.mjs'), 'utf8')) ?? [];
  if (name === undefined) throw new Error('infra/setup.mjs pins no pnpm');
  return name;
}

/** Runs it to its end, whatever that is. */
export function pnpm(parameters: readonly string[], timeoutMs = 120_000): Promise<Said> {
  const options = { cwd: root, timeout: timeoutMs, maxBuffer: outputBytesMax };
  return new Promise((done) => {
    execFile('npx', ['--yes', pinned(), ...parameters], options, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      done({ status, stdout, stderr });
    });
  });
}
