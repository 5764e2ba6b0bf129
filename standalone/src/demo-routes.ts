import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { demo } from '@botect/accounts';
import { Problem } from '@botect/contracts';
import { file, ok, type Reply, type Request, type Route, text } from '@botect/http';

type Demo = Awaited<ReturnType<typeof demo>>;

/** Everything comes from here, nothing is inline, and no other page may frame it: what a careful site allows itself. */
export const demoPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const folder = join(import.meta.dirname, '../demo');
const page = 'index.html';
const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page that shows a visitor their own score. */
export function demoRoutes({ siteKey, session }: Demo): Route[] {
  const html = readFileSync(join(folder, page), 'utf8').replaceAll('{site_key}', siteKey);
  return [
    {
      method: 'GET',
      path: '/demo',
      contentSecurityPolicy: demoPolicy,
      handle: () => text(html, 'text/html'),
    },
    { method: 'GET', path: '/demo/:asset', handle: assets() },
    {
      method: 'GET',
      path: '/demo/session/:session_token',
      // Who holds the token is the visitor: the browser alone was given it, and it cannot be guessed.
      handle: async (request) => ok(await session(request.param('session_token'))),
    },
  ];
}

/** The files beside the page, and no other. */
function assets(): (request: Request) => Reply {
  const names = readdirSync(folder).filter((name) => extname(name) in mediaTypes);
  const bytes = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  return (request) => {
    const name = request.param('asset');
    const found = bytes.get(name);
    if (found === undefined) throw new Problem('NOT_FOUND', 'The demo page has no such file.');
    return file(found, mediaTypes[extname(name)] ?? 'application/octet-stream');
  };
}
