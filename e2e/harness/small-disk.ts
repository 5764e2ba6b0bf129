import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closable } from '@botect/runtime';

/** A disk of its own, in memory, small enough to be filled. */
export interface SmallDisk extends Closable {
  readonly path: string;
  /** Takes all the room there is left but so many bytes. */
  fill(leftBytes: number): void;
  /** Gives the room back. */
  free(): void;
}

/** Only root may mount one, and only where the kernel lets it. */
export function canMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const blockBytes = 4_096;

export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const path = await mkdtemp(join(tmpdir(), 'botect-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  const ballast = join(path, 'ballast');
  return {
    path,
    fill(leftBytes) {
      const file = openSync(ballast, 'w');
      const block = Buffer.alloc(blockBytes);
      try {
        for (;;) writeSync(file, block);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
      execFileSync('truncate', ['--size', `-${leftBytes}`, ballast]);
    },
    free: () => rmSync(ballast, { force: true }),
    async close() {
      // Whoever was killed a moment ago may still hold it.
      execFileSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
