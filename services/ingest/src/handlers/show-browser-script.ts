import { Problem } from '@botect/contracts';
import { type Caching, file, notModified, type Reply, type Request } from '@botect/http';
import type { BrowserScript, ReadBrowserScript } from '../ports.ts';

const mediaType = 'text/javascript; charset=utf-8';
/** Long enough to be had for nothing on the next pages of a visit, short enough to be mended the same hour. */
const latest: Caching = { cacheSeconds: 600 };
const pinned: Caching = { cacheSeconds: 31_536_000, immutable: true };

/** `GET /v1/sdk.js`: the script of today. */
export function showBrowserScript(read: ReadBrowserScript) {
  return (request: Request): Reply => reply(request, read(), latest);
}

/** `GET /v1/sdk-{version}.js`: one version, for pages that name its hash; others are not kept. */
export function showPinnedScript(read: ReadBrowserScript) {
  return (request: Request): Reply => {
    const script = read();
    if (request.param('version') !== script.version) {
      throw new Problem('NOT_FOUND', `This installation has version ${script.version} of the script.`);
    }
    return reply(request, script, pinned);
  };
}

function reply(request: Request, { tag, bytes, gzipped }: BrowserScript, caching: Caching): Reply {
  const compressed = accepts(request.header('accept-encoding'));
  const etag = compressed ? `"${tag}-gzip"` : `"${tag}"`;
  request.setHeader('ETag', etag);
  request.setHeader('Vary', 'Accept-Encoding');
  // Pages of every origin may load it, also those that isolate themselves.
  request.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  if (matches(request.header('if-none-match'), etag)) return notModified(caching);
  if (compressed) request.setHeader('Content-Encoding', 'gzip');
  return file(compressed ? gzipped : bytes, mediaType, caching);
}

/** What is said of gzip itself goes before what is said of all others (RFC 9110, 12.5.3). */
function accepts(encodings: string | null): boolean {
  const said = (encodings ?? '').toLowerCase().split(',');
  const weights = new Map(
    said.map((one) => {
      const [name = '', weight = ''] = one.split(';');
      return [name.trim(), weight.trim()];
    }),
  );
  const weight = weights.get('gzip') ?? weights.get('*');
  return weight !== undefined && !/^q=0(?:\.0*)?$/.test(weight);
}

/** Weak tags match too: a proxy that compresses anew makes tags weak. */
function matches(known: string | null, etag: string): boolean {
  if (known === null) return false;
  return known.trim() === '*' || known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
