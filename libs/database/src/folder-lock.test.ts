import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'botect-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

test.each([
  ['a pid that is nobody any more', '999999999 1'],
  ['a pid given to another program since', `${process.ppid} 1`],
  ['our own pid, as a restarted container has', `${process.pid} 1`],
  ['nothing readable', ''],
])('a lock left behind is replaced: %s', async (_, content) => {
  const path = join(folder, 'pid');
  await writeFile(path, content);
  const release = await lockFolder(folder);
  expect(await readFile(path, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  await release();
});

test('a released folder can be locked again, and nothing is left in it', async () => {
  const release = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow('in use');
  await release();
  await release();
  expect(await readdir(folder)).toEqual([]);
});

test('a running owner is believed', async () => {
  const parent = await readFile(`/proc/${process.ppid}/stat`, 'utf8').catch(() => '');
  const started = parent.slice(parent.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  await writeFile(join(folder, 'pid'), `${process.ppid} ${started}`);
  await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${process.ppid}`);
});
