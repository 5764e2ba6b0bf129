import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Closable } from '@botect/runtime';
import { buildScript } from '../../infra/browser-script/build.ts';

/** What came to the endpoint. */
export interface Arrival {
  readonly mediaType: string;
  readonly idempotencyKey: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the page sent; the test asks the contract about it.
  readonly body: any;
}

export interface ScriptPage extends Closable {
  readonly origin: string;
  readonly arrivals: readonly Arrival[];
}

/** Nothing but the page's own script, its own origin, and perhaps one other; no text may become code. */
const strictPolicy = (origin: string) =>
  `default-src 'none'; script-src ${origin}; connect-src ${origin}; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;

const html = (tag: string) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">${tag}</head>
  <body><button id="buy">Buy</button> <input id="name"> <a id="on" href="/on">On</a>${'<p>Goods</p>'.repeat(99)}</body>
</html>`;

const ownTag = '<script async src="/v1/sdk.js" data-botect-sdk data-site-key="pk_1"></script>';

/** A page of a careful site that loads the script, and the endpoint it sends to. */
export async function serveScriptPage(tag = ownTag, origin = "'self'"): Promise<ScriptPage> {
  const script = await buildScript();
  const arrivals: Arrival[] = [];
  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    const path = (req.url ?? '/').replace(/\?.*/, '');
    if (path === '/v1/sdk.js') return res.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    if (path !== '/v1/events') {
      // Isolated, so that its clock is fine enough to measure with.
      const isolated = {
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      };
      const page = {
        'content-type': 'text/html',
        'content-security-policy': strictPolicy(origin),
        ...isolated,
      };
      return res.writeHead(200, page).end(html(tag));
    }
    const body = JSON.parse(await text(req));
    const key = req.headers['idempotency-key'];
    arrivals.push({
      mediaType: req.headers['content-type'] ?? '',
      idempotencyKey: key === undefined ? null : String(key),
      body,
    });
    return res
      .writeHead(202, { 'content-type': 'application/json' })
      .end(
        JSON.stringify({ session_token: body.session_token, accepted: body.events.length, duplicates: 0 }),
      );
  };
  const server = createServer((req, res) => void answer(req, res).catch(() => res.destroy()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    close: async () => server.close().closeAllConnections(),
  };
}
