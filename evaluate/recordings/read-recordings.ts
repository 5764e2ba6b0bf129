import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { RecordingFault } from './faults.ts';
import { lines } from './lines.ts';
import { parseRecording } from './parse-recording.ts';
import type { Label, Recording } from './recording.ts';

/** One recording's text: some hours at 1 kHz. */
const longestLine = 256 * 1024 * 1024;

/**
 * The recordings of a file of JSON lines, in its order, one held at a time; packed by gzip where its name ends in `.gz`. Empty
 * lines are passed over. Whatever cannot be taken ends the reading with a `RecordingFault` that names file and line.
 */
export async function* readRecordings(path: string, label: Label): AsyncGenerator<Recording> {
  let line = 1;
  try {
    for await (const text of lines(bytes(path), longestLine)) {
      if (text.trim() !== '') yield parseRecording(text, label);
      line++;
    }
  } catch (fault) {
    if (fault instanceof RecordingFault) throw new RecordingFault(`${path}:${line}: ${fault.message}`);
    throw new RecordingFault(`${path}: ${fault instanceof Error ? fault.message : fault}`, { cause: fault });
  }
}

async function* bytes(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  if (!path.endsWith('.gz')) return yield* file;
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  try {
    yield* file.pipe(unpacked);
  } finally {
    // A reader that stops half way leaves no file open.
    file.destroy();
  }
}
