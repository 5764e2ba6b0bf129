import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Closable } from '@botect/runtime';
import { until } from '../../infra/local/processes.ts';
import { type Exchange, type ProductSite, relayed, type Told, toldIn } from './relay.ts';
import type { Environment, Row } from './rows.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Where things are, in CSS pixels. */
export interface Layout {
  /** Of the viewport's upper left corner on the screen. */
  readonly origin: Point;
  readonly viewport: { readonly width: number; readonly height: number };
  /** By id, within the viewport. */
  readonly targets: Readonly<Record<string, Box>>;
}

export interface PageOptions {
  /** Loads the product's own script beside the recorder. */
  readonly product?: ProductSite;
  /** Loads a script that plays the visitor. */
  readonly scripted?: boolean;
}

/** A page on a port of its own that waits for one visitor. */
export interface Page extends Closable {
  readonly url: string;
  /** Where the targets are, once the page is loaded. */
  layout(): Promise<Layout>;
  /** Resolves when the visitor has followed the link `#done` and the recorder's last words are here. */
  left(): Promise<void>;
  /** What the recorder noted. */
  recorded(): { readonly rows: readonly Row[]; readonly environment: Environment };
  /** What the product's script and the product told each other. */
  told(): Promise<Told>;
}

const files: Readonly<Record<string, string>> = {
  '/page.css': 'text/css',
  '/layout.js': 'text/javascript',
  '/recorder.js': 'text/javascript',
  '/scripted.js': 'text/javascript',
};

/** No eval, nothing inline, no workers: what a careful site allows. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

const visitTimeoutMs = 20_000;

export async function servePage(options: PageOptions = {}): Promise<Page> {
  const seen = { layout: null as Layout | null, left: false, environment: null as Environment | null };
  const rows: Row[] = [];
  const exchanges: Exchange[] = [];
  const notes: Readonly<Record<string, (body: string) => void>> = {
    '/layout': (body) => {
      seen.layout = JSON.parse(body);
    },
    '/rows': (body) => {
      const sent = JSON.parse(body);
      rows.push(...sent.rows);
      seen.environment = sent.environment ?? seen.environment;
    },
  };
  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    const path = (req.url ?? '/').replace(/\?.*/, '');
    const note = notes[path];
    if (options.product !== undefined && path.startsWith('/v1/')) {
      const exchange = await relayed(req, res, options.product.origin);
      if (path === '/v1/events') exchanges.push(exchange);
      return;
    }
    if (note !== undefined) {
      note(await text(req));
      res.writeHead(204).end();
      return;
    }
    if (path === '/done') seen.left = true;
    const type = files[path];
    const body =
      type === undefined ? pageText(path, `http://${req.headers.host}`, options) : file(path.slice(1));
    res.writeHead(200, {
      'content-type': `${type ?? 'text/html'}; charset=utf-8`,
      'content-security-policy': policy,
    });
    res.end(body);
  };
  const server = createServer((req, res) => void answer(req, res).catch(() => res.destroy()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const known = async <Fact>(fact: () => Fact | null | undefined, missing: string): Promise<Fact> => {
    await until(() => fact() != null, visitTimeoutMs);
    return fact() ?? fail(missing);
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    layout: () => known(() => seen.layout, 'the page did not load'),
    left: async () => {
      await known(() => seen.left || null, 'the visitor did not follow the link');
      await known(() => seen.environment, 'no recording came');
    },
    recorded: () => ({ environment: seen.environment ?? {}, rows }),
    told: () => known(() => toldIn(exchanges), 'the product gave no session'),
    close: async () => server.close().closeAllConnections(),
  };
}

function pageText(path: string, url: string, { product, scripted }: PageOptions): string {
  if (path !== '/') return '<!doctype html><title>Thank you</title>';
  const tags = [
    ...(product === undefined
      ? []
      : [
          `<script async src="/v1/sdk.js" data-botect-sdk data-site-key="${product.siteKey}" data-endpoint="${url}/v1/events"></script>`,
        ]),
    '<script src="/recorder.js"></script>',
    '<script src="/layout.js"></script>',
    ...(scripted ? ['<script src="/scripted.js"></script>'] : []),
  ];
  return file('index.html').replace('<!-- scripts -->', tags.join('\n    '));
}

function file(name: string): string {
  return readFileSync(new URL(`page/${name}`, import.meta.url), 'utf8');
}

function fail(what: string): never {
  throw new Error(what);
}
