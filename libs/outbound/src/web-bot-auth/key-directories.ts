import { MediaType } from 'web-bot-auth';
import type { Outbound, OutboundAnswer } from '../outbound.ts';
import { OutboundFault } from '../outbound-fault.ts';
import { BoundedMap } from './bounded-map.ts';
import { type DirectoryKey, type DirectoryKeys, readDirectoryKeys } from './directory-keys.ts';

/**
 * Keys by directory and thumbprint, always the pair: whoever knew a key from another directory could otherwise speak in
 * that one's name. Null when the directory lists no such key, undefined when it cannot be told now. Never rejects.
 */
export type FindKey = (directoryUrl: string, keyId: string) => Promise<DirectoryKey | null | undefined>;

export interface DirectoryOptions {
  readonly outbound: Outbound;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** For one fetch. */
  readonly timeoutMs: number;
}

interface Known {
  readonly keys: DirectoryKeys;
  readonly freshUntilMs: number;
}

const directoriesMax = 1_000;
const bytesMax = 65_536;
/** How long a directory that could not be had is left alone: the draft's upper bound is five minutes. */
const quietAfterFailureMs = 300_000;
/** How soon a directory is asked again for a key it did not list: a new key may be in use at once. */
const quietAfterSuccessMs = 60_000;
const freshMs = { least: 60_000, usual: 3_600_000, most: 86_400_000 };

/** Remembers directories and fetches what is missing: one fetch at a time each, however many requests wait for it. */
export function keyDirectories({ outbound, now, timeoutMs }: DirectoryOptions): FindKey {
  const known = new BoundedMap<Known>(directoriesMax);
  // Apart from the keys, so that a flood of directories that do not exist pushes none that does out of memory.
  const quietUntilMs = new BoundedMap<number>(directoriesMax);
  const underWay = new Map<string, Promise<void>>();

  async function refresh(url: string): Promise<void> {
    try {
      const answer = await outbound.get(url, {
        bytesMax,
        timeoutMs,
        accept: MediaType.HTTP_MESSAGE_SIGNATURES_DIRECTORY,
      });
      const keys = directoryIn(answer);
      // Only a directory that was read says anything of its keys: a failure leaves those that are known.
      if (keys !== null) known.set(url, { keys, freshUntilMs: now() + freshForMs(answer) });
      quietUntilMs.set(url, now() + (keys === null ? quietAfterFailureMs : quietAfterSuccessMs));
    } catch (error) {
      const ownLimit = error instanceof OutboundFault && error.reason === 'busy';
      if (!ownLimit) quietUntilMs.set(url, now() + quietAfterFailureMs);
    }
  }

  return async (url, keyId) => {
    const held = known.get(url);
    const key = held?.keys.get(keyId);
    if (held !== undefined && key !== undefined && now() < held.freshUntilMs) return key;
    let waiting = underWay.get(url);
    if (waiting === undefined && now() >= (quietUntilMs.get(url) ?? 0)) {
      waiting = refresh(url).finally(() => underWay.delete(url));
      underWay.set(url, waiting);
    }
    await waiting;
    const after = known.get(url);
    return after === undefined ? undefined : (after.keys.get(keyId) ?? null);
  };
}

function directoryIn({ status, headers, body }: OutboundAnswer): DirectoryKeys | null {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (status !== 200 || type !== MediaType.HTTP_MESSAGE_SIGNATURES_DIRECTORY) return null;
  return readDirectoryKeys(body);
}

function freshForMs({ headers }: OutboundAnswer): number {
  const said = headers['cache-control'] ?? '';
  if (/\bno-(?:store|cache)\b/i.test(said)) return freshMs.least;
  const [, seconds] = /\bmax-age\s*=\s*"?(\d{1,9})/i.exec(said) ?? [];
  if (seconds === undefined) return freshMs.usual;
  return Math.min(Math.max(Number(seconds) * 1_000, freshMs.least), freshMs.most);
}
