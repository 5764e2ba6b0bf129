import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { requirePrograms } from '../../../infra/local/programs.ts';

const root = resolve(import.meta.dirname, '../../..');
const timeoutMs = 240_000;
const loopbackAlone = 'ip link set lo up && exec "$0" "$@"';

/** Runs `node <parameters>` where there is no network but loopback, and answers what it printed. Needs root. */
export async function isolated(...parameters: readonly string[]): Promise<string> {
  requirePrograms(() => {}, { unshare: 'util-linux', ip: 'iproute2' });
  const command = ['--net', '--kill-child', 'sh', '-c', loopbackAlone, process.execPath, ...parameters];
  const { stdout } = await promisify(execFile)('unshare', command, {
    cwd: root,
    timeout: timeoutMs,
    env: { PATH: process.env['PATH'] },
    maxBuffer: 64e6,
  });
  return stdout;
}
