import { RecordingFault } from './faults.ts';

/** The lines of a text that comes in pieces, without their ends; no more than one line is ever held. */
export async function* lines(pieces: AsyncIterable<Buffer>, longest: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: string[] = [];
  let length = 0;
  const keep = (part: string) => {
    length += part.length;
    if (length > longest) throw new RecordingFault(`a line longer than ${longest} characters`);
    parts.push(part);
  };
  const taken = () => {
    const line = parts.join('');
    [parts, length] = [[], 0];
    return line;
  };
  for await (const piece of pieces) {
    const rows = decoder.decode(piece, { stream: true }).split('\n');
    const rest = rows.pop() ?? '';
    for (const row of rows) {
      keep(row);
      yield taken();
    }
    keep(rest);
  }
  keep(decoder.decode());
  if (length > 0) yield taken();
}
