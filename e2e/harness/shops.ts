import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Botect } from '@botect/node';
import type { Closable } from '@botect/runtime';
import fastify from 'fastify';

/** A site of three paths: a page, a login, and a checkout that follows the verdict. */
export interface Shop extends Closable {
  readonly origin: string;
}
export type StartShop = (guard: Botect) => Promise<Shop>;

const page = '<!doctype html><html><head><title>Shop</title></head><body>Welcome</body></html>';

interface ExpressApp {
  (req: IncomingMessage, res: ServerResponse): void;
  use(handler: unknown): void;
  get(path: string, ...handlers: unknown[]): void;
}

// Installed where our own server needs it.
const ofServer = createRequire(new URL('../../libs/http/package.json', import.meta.url));
const express = ofServer('express') as () => ExpressApp;

const expressShop: StartShop = async (guard) => {
  const app = express();
  app.use(guard.express());
  app.get('/', (_: IncomingMessage, res: ServerResponse & { send(html: string): void }) => res.send(page));
  app.get('/login', (req: IncomingMessage, res: ServerResponse) => res.end(`${req.botect?.loggedIn()}`));
  app.get('/checkout', guard.expressEnforce(), (_: IncomingMessage, res: ServerResponse) => res.end('paid'));
  return listening(createServer(app));
};

const fastifyShop: StartShop = async (guard) => {
  const app = fastify();
  await app.register(guard.fastify);
  app.get('/', (_, reply) => reply.type('text/html').send(page));
  app.get('/login', async (request) => `${request.raw.botect?.loggedIn()}`);
  app.get('/checkout', { preHandler: guard.fastifyEnforce() }, async () => 'paid');
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { origin: originOf(app.server), close: () => app.close() };
};

const nodeShop: StartShop = (guard) => {
  const checkout = guard.node((_, res) => res.end('paid'), {});
  const rest = guard.node((req, res) => {
    if (req.url === '/login') res.end(`${req.botect?.loggedIn()}`);
    else res.setHeader('content-type', 'text/html').end(page);
  });
  return listening(createServer((req, res) => (req.url === '/checkout' ? checkout : rest)(req, res)));
};

export const shops: readonly (readonly [string, StartShop])[] = [
  ['Express', expressShop],
  ['Fastify', fastifyShop],
  ['node:http', nodeShop],
];

async function listening(server: Server): Promise<Shop> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { origin: originOf(server), close: async () => server.close().closeAllConnections() };
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
