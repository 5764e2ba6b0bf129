import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { Botect } from '../botect.ts';
import type { NodeEnforcement, NodeMiddleware } from './node-http.ts';

export const page = '<!doctype html><html><head><title>Shop</title></head><body>Welcome</body></html>';
const html = 'text/html; charset=utf-8';

/** How each guarded path treats its visitors. */
const guarded: Readonly<Record<string, NodeEnforcement>> = {
  '/guarded': {},
  '/deny': { onUnavailable: 'deny' },
  '/degrade': { onUnavailable: 'degrade' },
};

export interface TestServer {
  readonly origin: string;
  close(): Promise<void>;
}
export type StartServer = (guard: Botect) => Promise<TestServer>;

interface ExpressApp {
  (req: IncomingMessage, res: ServerResponse): void;
  use(...handlers: unknown[]): void;
  get(path: string, ...handlers: unknown[]): void;
}
interface ExpressResponse extends ServerResponse {
  type(type: string): ExpressResponse;
  send(body: string): void;
  json(body: unknown): void;
  status(code: number): ExpressResponse;
}

// The workspace has Express where its own server needs it.
const ofServer = createRequire(new URL('../../../http/package.json', import.meta.url));
const express = ofServer('express') as (() => ExpressApp) & { json(): NodeMiddleware };

const startExpress: StartServer = async (guard) => {
  const app = express();
  app.use(guard.express());
  app.use(express.json());
  app.get('/page', (_: IncomingMessage, res: ExpressResponse) => res.type('html').send(page));
  app.get('/manual', (req: IncomingMessage, res: ExpressResponse) =>
    res.type('html').send(`<head>${req.botect?.scriptTag()}</head>`),
  );
  app.get('/missing', (_: IncomingMessage, res: ExpressResponse) => res.status(404).type('html').send(page));
  app.get('/fragment', (_: IncomingMessage, res: ExpressResponse) => res.type('html').send('<li>one</li>'));
  app.get('/json', (_: IncomingMessage, res: ExpressResponse) => res.json({ page }));
  app.get('/streamed', (_: IncomingMessage, res: ExpressResponse) => {
    res.type('html').write(page);
    res.end(page);
  });
  app.get('/throws', () => {
    throw new Error('the application failed');
  });
  for (const [path, enforcement] of Object.entries(guarded)) {
    app.get(path, guard.expressEnforce(enforcement), (req: IncomingMessage, res: ExpressResponse) =>
      res.send(req.botect?.degraded ? 'degraded' : 'served'),
    );
  }
  const onChallenge = (_: IncomingMessage, res: ServerResponse) => void res.end('prove it');
  const served = (_: IncomingMessage, res: ExpressResponse) => res.send('served');
  app.get('/challenge', guard.expressEnforce({ onChallenge }), served);
  app.get('/members/:id', guard.expressEnforce(), served);
  // Express itself would print it.
  app.use((_: Error, __: IncomingMessage, res: ExpressResponse, ___: unknown) =>
    res.status(500).send('failed'),
  );
  return listening(createServer(app));
};

/** Mounted in the wrong order: the body is gone when the middleware comes. */
export const startExpressParsingFirst: StartServer = async (guard) => {
  const app = express();
  app.use(express.json(), guard.express());
  app.get('/page', (_: IncomingMessage, res: ExpressResponse) => res.type('html').send(page));
  return listening(createServer(app));
};

const startFastify: StartServer = async (guard) => {
  const app = fastify();
  await app.register(guard.fastify);
  app.get('/page', (_, reply) => reply.type(html).send(page));
  app.get('/manual', (request, reply) =>
    reply.type(html).send(`<head>${request.raw.botect?.scriptTag()}</head>`),
  );
  app.get('/missing', (_, reply) => reply.code(404).type(html).send(page));
  app.get('/fragment', (_, reply) => reply.type(html).send('<li>one</li>'));
  app.get('/json', (_, reply) => reply.send({ page }));
  app.get('/streamed', (_, reply) => reply.type(html).send(new Blob([page, page]).stream()));
  app.get('/throws', () => {
    throw new Error('the application failed');
  });
  for (const [path, enforcement] of Object.entries(guarded)) {
    const { onUnavailable } = enforcement;
    const preHandler = guard.fastifyEnforce(onUnavailable === undefined ? {} : { onUnavailable });
    app.get(path, { preHandler }, async (request) => (request.raw.botect?.degraded ? 'degraded' : 'served'));
  }
  const preHandler = guard.fastifyEnforce({ onChallenge: (_, reply) => void reply.send('prove it') });
  app.get('/challenge', { preHandler }, async () => 'served');
  app.get('/members/:id', { preHandler: guard.fastifyEnforce() }, async () => 'served');
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => app.close() };
};

const startNode: StartServer = (guard) => {
  const served = (req: IncomingMessage, res: ServerResponse) =>
    res.end(req.botect?.degraded ? 'degraded' : 'served');
  const onChallenge = (_: IncomingMessage, res: ServerResponse) => void res.end('prove it');
  const enforced = new Map(
    Object.entries(guarded).map(([path, enforcement]) => [path, guard.node(served, enforcement)]),
  );
  enforced.set('/challenge', guard.node(served, { onChallenge }));
  enforced.set('/members/7', guard.node(served, {}));
  const pages = guard.node((req, res) => {
    const type = { 'content-type': html };
    if (req.url === '/page')
      res.writeHead(200, { ...type, etag: '"1"', 'content-length': page.length }).end(page);
    else if (req.url === '/manual') res.writeHead(200, type).end(`<head>${req.botect?.scriptTag()}</head>`);
    else if (req.url === '/missing') res.writeHead(404, 'Nowhere', type).end(page);
    else if (req.url === '/fragment') res.writeHead(200, ['Content-Type', html]).end('<li>one</li>');
    else if (req.url === '/json')
      res.setHeader('content-type', 'application/json').end(JSON.stringify({ page }));
    else if (req.url === '/throws') res.writeHead(500).end('failed');
    else res.writeHead(200, type).write(page, () => res.end(page));
  });
  return listening(createServer((req, res) => (enforced.get(req.url ?? '') ?? pages)(req, res)));
};

export const startServers: readonly (readonly [string, StartServer])[] = [
  ['Express', startExpress],
  ['Fastify', startFastify],
  ['node:http', startNode],
];

export async function listening(server: Server): Promise<TestServer> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.close().closeAllConnections();
    },
  };
}
