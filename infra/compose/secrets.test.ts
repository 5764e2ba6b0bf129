import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapTokenSchema } from '@botect/contracts';
import { afterAll, expect, test } from '@jest/globals';
import { runsAsRoot } from '../local/launcher.ts';
import { readCompose } from './compose-file.ts';
import { writeSecrets } from './secrets.ts';

const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'botect-secrets-')));
const [folder = '', other = ''] = folders;
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true });
});

const read = (path: string, at = folder) => readFileSync(join(at, path), 'utf8').trim();

test('the first start writes secrets that another installation does not have', () => {
  const written = writeSecrets(folder);
  writeSecrets(other);
  for (const path of written) {
    const name = path.slice(folder.length);
    expect(read(name).length).toBeGreaterThanOrEqual(43);
    expect(read(name)).not.toBe(read(name, other));
  }
  expect(bootstrapTokenSchema.safeParse(read('botect/bootstrap-token')).success).toBe(true);
});

test('who is asked for a password has the one that is asked with', () => {
  expect(read('botect/database-password')).toBe(read('postgres/password'));
  expect(read('redis/password.conf')).toBe(`requirepass ${read('botect/redis-password')}`);
});

test('a later start changes nothing; one that was cut short is done again', () => {
  const before = read('postgres/password');
  expect(writeSecrets(folder)).toEqual([]);
  expect(read('postgres/password')).toBe(before);
  rmSync(join(folder, 'botect/complete'));
  expect(writeSecrets(folder)).toContain(join(folder, 'postgres/password'));
  expect(read('botect/database-password')).toBe(read('postgres/password'));
});

test('only the user who reads a secret may read it', () => {
  const { services } = readCompose('docker-compose.yml');
  const users = Object.entries({
    botect: 'ingest',
    postgres: 'postgres',
    redis: 'redis',
    grafana: 'grafana',
  });
  for (const [reader, service] of users) {
    for (const name of globSync(`${reader}/*`, { cwd: folder })) {
      const { mode, uid } = statSync(join(folder, name));
      expect([name, (mode & 0o777).toString(8)]).toEqual([name, '400']);
      if (runsAsRoot()) expect([name, `${uid}:${uid}`]).toEqual([name, services[service]?.user]);
    }
  }
});
