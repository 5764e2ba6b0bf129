import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, gzipSync } from 'node:zlib';
import { Problem } from '@botect/contracts';
import type { BrowserScript, ReadBrowserScript } from '../ports.ts';

const require = createRequire(import.meta.url);

/** The script out of the package that builds it; read and compressed when first asked for. */
export function browserScriptFromPackage(): ReadBrowserScript {
  let read: BrowserScript | null = null;
  return () => {
    read ??= readScript();
    return read;
  };
}

function readScript(): BrowserScript {
  const { version } = require('@botect/browser/package.json') as { version: string };
  const bytes = readBuilt();
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { version, tag, bytes, gzipped: gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }) };
}

function readBuilt(): Buffer {
  try {
    return readFileSync(require.resolve('@botect/browser/sdk.js'));
  } catch (cause) {
    throw new Problem('SERVICE_UNAVAILABLE', 'The browser script was not built.', { cause });
  }
}
