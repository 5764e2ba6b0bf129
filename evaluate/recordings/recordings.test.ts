import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { lines } from './lines.ts';
import { parseRecording } from './parse-recording.ts';
import { readRecordings } from './read-recordings.ts';
import type { Label, Recording } from './recording.ts';

const folder = mkdtempSync(join(tmpdir(), 'recordings-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sapimouse = {
  corpus: 'sapimouse',
  user: 1,
  session: 'session_1min',
  events: [
    [0, 'm', 967, 706, ''],
    [745, 'p', 600, 239, 'L'],
    [856, 'd', 601, 241, ''],
    [856, 'r', 601, 241, 'L'],
  ],
};
const everything = {
  corpus: 'x',
  family: 'f',
  label: 'bot',
  user: 'u',
  session: '1',
  capabilities: {
    pointer: true,
    presses: true,
    keys: true,
    scroll: true,
    coalesced: true,
    environment: true,
  },
  environment: { webdriver: true },
  events: [
    ...[
      [0, 'm', -1.5, 2, 0],
      [0, 'c', 4],
      [1.5, 'k', 3],
      [2, 'u', 'a'],
      [3, 's', 100],
      [4, 'w', -120, 0],
    ],
    ...[
      [5, 't', 1, 2],
      [6, 'v', 1, 2, 11.5],
      [7, 'e', 1, 2, null, 0.5],
      [8, 'h', 1],
      [9, 'd', 1, 2, null],
    ],
  ],
};
const parse = (value: unknown, label: Label = 'human') => parseRecording(JSON.stringify(value), label);
const withEvents = (...events: unknown[]) => ({ ...sapimouse, events });

async function readAll(name: string, bytes: string | Buffer): Promise<Recording[]> {
  writeFileSync(join(folder, name), bytes);
  const found: Recording[] = [];
  for await (const recording of readRecordings(join(folder, name), 'human')) found.push(recording);
  return found;
}

describe('a recording', () => {
  test('without capabilities is a person whose pointer and presses were seen', () => {
    const { label, user, capabilities, events } = parse(sapimouse);
    const { pointer, presses, ...others } = capabilities;
    expect({ label, user, pointer, presses }).toEqual({
      label: 'human',
      user: '1',
      pointer: true,
      presses: true,
    });
    expect(Object.values(others)).toEqual([false, false, false, false]);
    expect(events).toEqual(sapimouse.events);
  });

  test('with every kind of event is taken as it is', () => {
    expect(parse(everything, 'bot')).toEqual(everything);
  });

  test('with fields of its own is taken without them', () => {
    expect(parse({ ...sapimouse, device: 'mouse' })).not.toHaveProperty('device');
  });

  test.each<[string, unknown]>([
    ['no corpus', { ...sapimouse, corpus: undefined }],
    ['a user that is an object', { ...sapimouse, user: {} }],
    ['an empty session', { ...sapimouse, session: '' }],
    ['another label than its file', { ...sapimouse, label: 'bot' }],
    ['no label there is', { ...sapimouse, label: 'unsure' }],
    ['capabilities that are a list', { ...sapimouse, capabilities: ['pointer'] }],
    ['a capability that is a word', { ...sapimouse, capabilities: { pointer: 'yes' } }],
    ['a fact that is a number', { ...sapimouse, environment: { webdriver: 1 } }],
    ['no events', { ...sapimouse, events: undefined }],
    ['an event that is an object', withEvents({ t: 0 })],
    ['an unknown kind', withEvents([0, 'z', 1, 1])],
    ['a kind that every object has', withEvents([0, 'constructor', 1, 1])],
    ['a time before the last', withEvents([5, 'm', 1, 1], [4, 'm', 1, 1])],
    ['a negative time', withEvents([-1, 'm', 1, 1])],
    ['a time that is text', withEvents(['0', 'm', 1, 1])],
    ['a time beyond a week', withEvents([1e12, 'm', 1, 1])],
    ['no y', withEvents([0, 'm', 1])],
    ['a place no page has', withEvents([0, 'm', 1e9, 1])],
    ['a place that is nothing', withEvents([0, 'p', null, 1, 0])],
    ['half a sample', withEvents([0, 'c', 1.5])],
    ['a wheel without mode', withEvents([0, 'w', 100])],
    ['a visibility of two', withEvents([0, 'h', 2])],
    ['a field too many', withEvents([0, 's', 1, 2])],
    ['nothing', null],
  ])('with %s is refused', (_, value) => {
    expect(() => parse(value)).toThrow(expect.objectContaining({ name: 'RecordingFault' }));
  });

  test('with an infinite place is refused', () => {
    const text = JSON.stringify(withEvents([0, 'm', 7, 1])).replace('7', '1e999');
    expect(() => parseRecording(text, 'human')).toThrow(/x is null/);
  });
});

describe('a file', () => {
  const row = JSON.stringify(sapimouse);

  test.each<[string, string | Buffer]>([
    ['plain.jsonl', `${row}\n\n${row}\r\n${row}`],
    ['packed.jsonl.gz', gzipSync(`${row}\n${row}\n${row}\n`)],
    ['marked.jsonl', `\ufeff${row}\n${row}\n${row}`],
  ])('%s gives its recordings', async (name, bytes) => {
    expect(await readAll(name, bytes)).toHaveLength(3);
  });

  test('that holds nothing gives none', async () => {
    expect(await readAll('empty.jsonl', '')).toEqual([]);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['bad.jsonl', `${row}\n\n{"corpus"\n`, /bad\.jsonl:3: no JSON/],
    ['kind.jsonl', `${row}\n${row.replace('"d"', '"q"')}`, /kind\.jsonl:2: event 2: unknown kind "q"/],
    ['bytes.jsonl', Buffer.from([0x7b, 0xff, 0x0a]), /bytes\.jsonl: .*encoded/],
    ['not.jsonl.gz', row, /not\.jsonl\.gz: .*header/],
    ['cut.jsonl.gz', gzipSync(`${row}\n`.repeat(50)).subarray(0, 60), /cut\.jsonl\.gz: .*end of file/],
  ])('%s is refused by line', async (name, bytes, message) => {
    await expect(readAll(name, bytes)).rejects.toThrow(message);
  });

  test.each(['nowhere.jsonl', 'nowhere.jsonl.gz'])('%s that is not there is named', async (name) => {
    const reading = readRecordings(join(folder, name), 'human').next();
    await expect(reading).rejects.toThrow(/nowhere\.jsonl.*ENOENT/);
  });
});

describe('lines', () => {
  async function* pieces(...texts: (string | Buffer)[]) {
    for (const text of texts) yield Buffer.from(text);
  }
  async function all(from: AsyncIterable<Buffer>, longest = 100) {
    const found: string[] = [];
    for await (const line of lines(from, longest)) found.push(line);
    return found;
  }

  test('run over pieces, letters of several bytes too', async () => {
    const letter = Buffer.from('é');
    expect(await all(pieces('a', 'b\nc', letter.subarray(0, 1), letter.subarray(1), '\n\nd'))).toEqual([
      'ab',
      'cé',
      '',
      'd',
    ]);
  });

  test('are refused when longer than allowed, before all of it is held', async () => {
    await expect(all(pieces('12345', '67890'), 8)).rejects.toThrow(/longer than 8/);
  });
});
