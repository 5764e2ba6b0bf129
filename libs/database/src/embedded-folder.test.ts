import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { connectDatabase } from './connect-database.ts';

/** Created once and copied: creating a database's files takes seconds. */
let created: string;
let folder: string;
let other: ChildProcess | undefined;
beforeAll(async () => {
  created = await mkdtemp(join(tmpdir(), 'botect-created-'));
  await connectDatabase({ embeddedDir: created }).then((database) => database.close());
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'botect-folder-'));
});
afterEach(async () => {
  other?.kill('SIGKILL');
  await rm(folder, { recursive: true });
});
afterAll(() => rm(created, { recursive: true }));

const refusal = (dir: string) =>
  connectDatabase({ embeddedDir: dir }).then(
    () => null,
    (error: Error) => `${error.name}: ${error.message}`,
  );

/** Another process that keeps one row, says so, and stays. */
async function otherProcess() {
  const entry = fileURLToPath(new URL('./index.ts', import.meta.url));
  const program = `
    const { connectDatabase } = await import(${JSON.stringify(entry)});
    const database = await connectDatabase({ embeddedDir: ${JSON.stringify(folder)} });
    await database.query('create table kept as select 1 as row');
    process.stdout.write('kept');
    setInterval(() => {}, 1e6);`;
  const started = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(started.stdout, 'data');
  return started;
}

test('two processes never share a folder; one killed outright frees it and loses nothing it had kept', async () => {
  await cp(created, folder, { recursive: true });
  other = await otherProcess();
  expect(await refusal(folder)).toBe(
    `StartupFault: The database folder ${folder} is in use by process ${other.pid}.`,
  );
  other.kill('SIGKILL');
  await once(other, 'exit');
  const database = await connectDatabase({ embeddedDir: folder });
  expect((await database.query('select * from kept')).rows).toEqual([{ row: 1 }]);
  await database.close();
});

test('the same process cannot open a folder twice, and can again once it is closed', async () => {
  await cp(created, folder, { recursive: true });
  const database = await connectDatabase({ embeddedDir: folder });
  expect(await refusal(folder)).toContain(`is in use by process ${process.pid}`);
  await database.close();
  expect(await readdir(folder)).toEqual(['pgdata']);
  await connectDatabase({ embeddedDir: folder }).then((again) => again.close());
});

test('a first start killed while creating its files does not stop the next', async () => {
  await mkdir(join(folder, 'pgdata'));
  await writeFile(join(folder, 'pgdata', 'PG_VERSION'), '18');
  await writeFile(join(folder, 'pgdata.unfinished'), '');
  const database = await connectDatabase({ embeddedDir: folder });
  await database.ping();
  await database.close();
});

test('damaged files are told in one line, and left as they are', async () => {
  await cp(created, folder, { recursive: true });
  await writeFile(join(folder, 'pgdata', 'PG_VERSION'), '15');
  expect(await refusal(folder)).toMatch(/^StartupFault: The database in .+ cannot be opened: .+$/);
  expect(await readFile(join(folder, 'pgdata', 'PG_VERSION'), 'utf8')).toBe('15');
});

test('a folder that cannot be written is refused in one line', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const message = await refusal(join(file, 'below'));
  expect(message).toMatch(/^StartupFault: The database folder .+ cannot be used: .+$/);
  expect(message).not.toContain('\n');
});

test('a folder that can never exist is refused too', async () => {
  expect(await refusal('/proc/botect/data')).toMatch(
    /^StartupFault: The database folder \/proc\/botect\/data cannot be used: /,
  );
});
