import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { StartupFault } from '@botect/runtime';
import { lockFolder } from './folder-lock.ts';

export interface EmbeddedFolder {
  /** Where PGlite keeps its files. */
  readonly dataDir: string;
  /** To be called once PGlite has opened it. */
  created(): Promise<void>;
  release(): Promise<void>;
}

/** `dir/pgdata`, locked by `dir/pid`. Rejects with `StartupFault` when the folder is unusable or another process has it. */
export async function openFolder(dir: string): Promise<EmbeddedFolder> {
  if (dir.startsWith('memory://')) return { dataDir: dir, created: async () => {}, release: async () => {} };
  const folder = resolve(dir);
  try {
    return await claim(folder);
  } catch (error) {
    if (error instanceof StartupFault) throw error;
    throw new StartupFault(
      `The database folder ${folder} cannot be used: ${(error as Error).message}.`,
      error,
    );
  }
}

async function claim(folder: string): Promise<EmbeddedFolder> {
  await makeFolder(folder);
  const release = await lockFolder(folder);
  const dataDir = join(folder, 'pgdata');
  const unfinished = join(folder, 'pgdata.unfinished');
  // Creating the files takes seconds; killed in between, they are a torso no start gets past, and hold nothing yet.
  if (existsSync(unfinished)) await rm(dataDir, { recursive: true, force: true });
  if (!existsSync(dataDir)) await writeFile(unfinished, '');
  return { dataDir, release, created: () => rm(unfinished, { force: true }) };
}

/** One level at a time: Node's recursive mkdir never returns where a file system (as /proc) says a parent is missing that is not. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    // Another start may make it at the same moment.
    if (error.code !== 'EEXIST') throw error;
  });
}
