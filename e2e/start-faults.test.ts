import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import type { Closable } from '@botect/runtime';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startProgram } from './harness/program.ts';
import { dataFolder, standaloneDefaults } from './harness/standalone.ts';

const timeoutMs = 200_000;

describe('npm start that cannot start ends with a failure and says why in one line', () => {
  let busy: Server;
  let folder: Closable & { readonly path: string };
  let busyPort: string;
  beforeAll(async () => {
    busy = createServer();
    await once(busy.listen(0, '127.0.0.1'), 'listening');
    busyPort = `${(busy.address() as { port: number }).port}`;
    folder = await dataFolder();
  });
  afterAll(async () => {
    busy.close();
    await folder.close();
  });

  const faults: Record<string, () => readonly [settings: Record<string, string>, says: RegExp]> = {
    'a port in use': () => [{ PORT: busyPort }, new RegExp(`port ${busyPort} is already in use`)],
    'an admin port in use': () => [
      { ADMIN_PORT: busyPort },
      new RegExp(`port ${busyPort} is already in use`),
    ],
    // Not a folder without permission: root may write anywhere.
    'a data folder that cannot be made': () => [{ BOTECT_DATA_DIR: '/dev/null/data' }, /\/dev\/null\/data/],
    'settings that are wrong': () => [
      { PORT: 'http', BOTECT_BOOTSTRAP_TOKEN: 'short' },
      /PORT must be a port number.*BOTECT_BOOTSTRAP_TOKEN must be 32 or more/,
    ],
  };

  test.each(Object.keys(faults))(
    '%s',
    async (fault) => {
      const [settings, says] = faults[fault]?.() ?? [{}, /^$/];
      const environment = { ...standaloneDefaults, BOTECT_DATA_DIR: folder.path, ...settings };
      const program = startProgram({ command: ['standalone/src/main.ts'], environment });
      expect(await program.exitCode).toBe(1);
      const lines = (program.stdout() + program.stderr()).trim().split('\n');
      expect(lines.filter((line) => says.test(line))).toEqual([lines.at(-1)]);
      expect(lines.at(-1)).not.toMatch(/\\n\s+at /);
    },
    timeoutMs,
  );
});
