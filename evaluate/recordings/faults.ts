/** A recording that cannot be taken as it is; the reader puts file and line in front. */
export class RecordingFault extends Error {
  override readonly name = 'RecordingFault';
}

/** What was found instead, short enough to be printed. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
