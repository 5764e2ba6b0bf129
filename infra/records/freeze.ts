/**
 * Freezes what records look like in a release, and what its readers accept: `node infra/records/freeze.ts 0.2.0`, once, when it is
 * made. From then on a test holds later versions to both. A release that nobody rolls from any more may be removed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readerSchemas, writtenRecords } from '../../libs/contracts/src/records.fixture.ts';

const version = process.argv[2] ?? '';
if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error('name the release, like 0.2.0');
const folder = resolve(import.meta.dirname, '../../libs/contracts/golden', version);
mkdirSync(folder);
const write = (name: string, value: object) =>
  writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
write('records.json', writtenRecords());
write('readers.json', readerSchemas());
