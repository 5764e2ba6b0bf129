import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs text as a person pastes it into a shell; answers what it printed. */
export async function shell(script: string): Promise<string> {
  const environment = { PATH: process.env['PATH'] };
  const { stdout } = await promisify(execFile)('bash', ['-c', script], { env: environment });
  return stdout.trim();
}
