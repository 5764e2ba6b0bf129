import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type RecordKind, writtenRecords } from './records.fixture.ts';
import { decodeSessionErasure } from './session-erasure.ts';
import { decodeSessionReport } from './session-report.ts';
import { decodeSignalBatch } from './signal-batch.ts';
import { decodeTally } from './tallies.ts';

type Frozen<Value> = Readonly<Record<RecordKind, Value>>;

const golden = new URL('../golden/', import.meta.url);
const frozen = (path: string) => JSON.parse(readFileSync(new URL(path, golden), 'utf8'));
/** Releases that may still run beside this one, frozen by `node infra/records/freeze.ts VERSION`. */
const releases = globSync('*/records.json', { cwd: golden }).map((path) => path.split('/')[0] ?? '');

const decoders: Frozen<(value: Buffer) => unknown> = {
  'signal-batch': decodeSignalBatch,
  'forwarded-batch': decodeSignalBatch,
  'session-report': decodeSessionReport,
  'session-erasure': decodeSessionErasure,
  tally: decodeTally,
};
const kinds = Object.keys(decoders) as RecordKind[];

/** The record with a field more in each of its objects, as a later version might write; the body is another's. */
function withAdditions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withAdditions);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    name === 'request' ? field : withAdditions(field),
  ]);
  return { ...Object.fromEntries(fields), added_later: { by: 'the next version' } };
}

describe.each(releases)('beside release %s', (release) => {
  const records: Frozen<string> = frozen(`${release}/records.json`);
  const readers: Frozen<object> = frozen(`${release}/readers.json`);

  test.each(kinds)('this version reads its %s, every field of it', (kind) => {
    const { v: _version, kind: _kind, ...told } = JSON.parse(records[kind]);
    expect(decoders[kind](Buffer.from(records[kind]))).toMatchObject(told);
  });

  test.each(kinds)('it reads the %s of this version', (kind) => {
    const reads = new Ajv2020({ strict: false, validateFormats: false }).compile(readers[kind]);
    expect([reads(JSON.parse(writtenRecords()[kind])), reads.errors]).toEqual([true, null]);
  });
});

describe('beside the next release', () => {
  test.each(kinds)('this version reads a %s that tells more', (kind) => {
    const more = withAdditions(JSON.parse(writtenRecords()[kind]));
    const decode = decoders[kind];
    expect(decode(Buffer.from(JSON.stringify(more)))).toEqual(decode(Buffer.from(writtenRecords()[kind])));
  });
});

test('a release to stand beside is there', () => {
  expect(releases).not.toEqual([]);
});
