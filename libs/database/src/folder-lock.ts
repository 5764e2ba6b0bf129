import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupFault } from '@botect/runtime';

/**
 * Takes the folder for this process; resolves with the release. PGlite itself has no lock, and two processes on one folder
 * destroy it. The file names its owner, so that one left behind by a killed process is recognised and replaced.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'pid');
  const owner = await readOwner(path);
  if (owner && (await isRunning(owner))) {
    throw new StartupFault(`The database folder ${folder} is in use by process ${owner.pid}.`);
  }
  if (owner) await rm(path, { force: true });
  // `wx` fails when another start took the folder since we looked.
  await writeFile(path, `${process.pid} ${await startedAt(process.pid)}\n`, { flag: 'wx' });
  let released: Promise<void> | undefined;
  return () => {
    released ??= rm(path, { force: true });
    return released;
  };
}

interface Owner {
  readonly pid: number;
  readonly startedAt: string;
}

async function readOwner(path: string): Promise<Owner | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  const [pid = '', started = ''] = text.trim().split(' ');
  return { pid: Number(pid), startedAt: started };
}

/** The pid may have been given to another program since; where the system tells start times, they must agree. */
async function isRunning({ pid, startedAt: recorded }: Owner): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    return (error as { code?: string }).code === 'EPERM';
  }
  return (await startedAt(pid)) === recorded;
}

/** Clock ticks from boot to the process's start (field 22 of /proc/PID/stat); a dash where there is no /proc. */
async function startedAt(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field, the program's name in brackets, may hold spaces: count from its end.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
}
