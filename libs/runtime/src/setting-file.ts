import { readFileSync, statSync } from 'node:fs';

/** Far above any secret; a file past it is not the one that was meant. */
const bytesMax = 65_536;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A setting's text, or why there is none: never with a word of the file or its path, either of which may be the secret. */
export type FileReading = { readonly text: string } | { readonly fault: string };

/** Reads a setting from the file a mounted secret is; line ends at its end are not part of it. */
export function readSettingFile(path: string): FileReading {
  try {
    const found = statSync(path);
    if (!found.isFile()) return { fault: 'does not lead to a file' };
    if (found.size > bytesMax) return { fault: `leads to a file of more than ${bytesMax} bytes` };
    const text = utf8.decode(readFileSync(path)).replace(/[\r\n]+$/, '');
    return text === '' ? { fault: 'leads to an empty file' } : { text };
  } catch (error) {
    return { fault: `leads to a file that cannot be read (${causeOf(error)})` };
  }
}

/** The driver's own sentence repeats the path. */
function causeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'not UTF-8' : (code ?? 'no reason given');
}
