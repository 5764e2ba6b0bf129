import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { port, url } from './setting-types.ts';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'botect-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** The path of a file that holds it. */
function holding(content: string | Buffer): string {
  const path = join(folder, `hunter2-${files++}`);
  writeFileSync(path, content);
  return path;
}

const schema = z.object({ PORT: port().default(8080), KEY: z.string().optional() });
const read = (environment: Record<string, string>) => readSettings(environment, schema);

describe('a setting given as a file', () => {
  test.each([
    ['as it is', 'with spaces ', 'with spaces '],
    ['without the line end an editor adds', 'secret\n', 'secret'],
    ['without the line end Windows adds', 'secret\r\n', 'secret'],
    ['with the line ends inside', 'one\ntwo\n', 'one\ntwo'],
  ])('is read %s', (_, content, value) => {
    expect(read({ KEY_FILE: holding(content) })).toMatchObject({ KEY: value });
  });

  test('is held to the same rules as one given by itself', () => {
    expect(read({ PORT_FILE: holding('81\n') })).toMatchObject({ PORT: 81 });
    expect(() => read({ PORT_FILE: holding('hunter2') })).toThrow(
      /^settings: PORT must be a port number[^;]*$/,
    );
  });

  test.each([
    [{ KEY: '', KEY_FILE: holding('kept') }, 'kept'],
    [{ KEY: 'kept', KEY_FILE: '' }, 'kept'],
  ])('is the one that counts where the other is empty: %#', (environment, value) => {
    expect(read(environment)).toMatchObject({ KEY: value });
  });

  mkdirSync(join(folder, 'hunter2'));
  test.each([
    [
      'that is given by itself, too',
      { KEY: 'hunter2', KEY_FILE: holding('hunter2') },
      'KEY and KEY_FILE are both given',
    ],
    [
      'with no such file',
      { KEY_FILE: '/nowhere/hunter2' },
      'KEY_FILE leads to a file that cannot be read (ENOENT)',
    ],
    [
      'of an impossible path',
      { KEY_FILE: 'hunter2\0' },
      'KEY_FILE leads to a file that cannot be read (ERR_INVALID_ARG_VALUE)',
    ],
    ['with a folder', { KEY_FILE: join(folder, 'hunter2') }, 'KEY_FILE does not lead to a file'],
    ['with an empty file', { KEY_FILE: holding('\n') }, 'KEY_FILE leads to an empty file'],
    [
      'with a huge file',
      { KEY_FILE: holding('hunter2'.repeat(10_000)) },
      'KEY_FILE leads to a file of more than 65536 bytes',
    ],
    [
      'with a file of no text',
      { KEY_FILE: holding(Buffer.from([0xff])) },
      'KEY_FILE leads to a file that cannot be read (not UTF-8)',
    ],
  ])('%s is a fault that repeats neither path nor content', (_, environment, fault) => {
    expect(() => read(environment)).toThrow(new Error(`settings: ${fault}`));
  });
});

test('a name that OpenTelemetry reads by itself is refused as a file, rather than given to half of the process', () => {
  expect(() => read({ OTEL_EXPORTER_OTLP_ENDPOINT_FILE: holding('http://c:4318') })).toThrow(
    'settings: OTEL_EXPORTER_OTLP_ENDPOINT_FILE is not read; give OTEL_EXPORTER_OTLP_ENDPOINT',
  );
});

test('faults of files come in one message with all others, and what cannot be read is not also missing', () => {
  const own = z.object({ A: z.string(), B: z.string(), C: port() });
  const environment = { LOG_LEVEL_FILE: '/nowhere', A_FILE: '/nowhere', C: 'x' };
  const unreadable = 'leads to a file that cannot be read (ENOENT)';
  expect(() => readSettings(environment, own)).toThrow(
    `settings: LOG_LEVEL_FILE ${unreadable}; A_FILE ${unreadable}; B is missing; C must be`,
  );
});

describe('a password apart from its url', () => {
  const connection = z.object({ CACHE_URL: url('redis').optional(), CACHE_PASSWORD: z.string().optional() });
  const connect = (environment: Record<string, string>) => readSettings(environment, connection).CACHE_URL;

  test.each(['plain', "p@ss:w/rd?#%41 +&='ü"])('comes to be part of it: %s', (password) => {
    const joined = connect({
      CACHE_URL: 'redis://me@host:1/0',
      CACHE_PASSWORD_FILE: holding(`${password}\n`),
    });
    const { username, host, password: encoded } = new URL(joined ?? '');
    expect([username, host, decodeURIComponent(encoded)]).toEqual(['me', 'host:1', password]);
  });

  test.each([
    [{ CACHE_PASSWORD: 'hunter2' }, 'CACHE_PASSWORD is given without CACHE_URL'],
    [
      { CACHE_PASSWORD: 'hunter2', CACHE_URL: 'redis://:hunter2@h' },
      'CACHE_PASSWORD is given beside a CACHE_URL that holds a password',
    ],
    [{ CACHE_PASSWORD: 'hunter2', CACHE_URL: 'hunter2' }, 'CACHE_URL must be a URL starting with redis://'],
  ])('is refused, unrepeated, where it has no place: %#', (environment, fault) => {
    expect(() => connect(environment)).toThrow(new Error(`settings: ${fault}`));
  });
});
