import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a stand-in saw of a request. */
export interface Seen {
  readonly service: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

export interface StandIn {
  readonly address: string;
  readonly seen: readonly Seen[];
  /** What `/ready` says from now on. */
  ready: boolean;
  /** From now on every connection is cut when its second request arrives, as an idle one may be at that very moment. */
  cutsSecondRequests: boolean;
  close(): Promise<void>;
}

/** Stands for a service: answers `/ready`, and everything else with what it saw. */
export async function standIn(service: string, { host = '127.0.0.1', port = 0 } = {}): Promise<StandIn> {
  const seen: Seen[] = [];
  const requests = new WeakMap<object, number>();
  const answer = (req: IncomingMessage, res: ServerResponse) => {
    if (req.url === '/ready') return void res.writeHead(self.ready ? 200 : 503).end();
    const count = (requests.get(req.socket) ?? 0) + 1;
    requests.set(req.socket, count);
    const one = { service, method: req.method ?? '', url: req.url ?? '', headers: req.headers };
    seen.push(one);
    if (self.cutsSecondRequests && count > 1) return void req.socket.destroy();
    req.resume().on('end', () => res.setHeader('Content-Type', 'application/json').end(JSON.stringify(one)));
  };
  const server = createServer(answer);
  server.listen(port, host);
  await once(server, 'listening');
  const self: StandIn = {
    address: `${host}:${(server.address() as AddressInfo).port}`,
    seen,
    ready: true,
    cutsSecondRequests: false,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return self;
}

/** One for each service. */
export async function standIns() {
  const [ingest, verdict, accounts] = await Promise.all(
    ['ingest', 'verdict', 'accounts'].map((name) => standIn(name)),
  );
  if (!ingest || !verdict || !accounts) throw new Error('unreachable: three names, three stand-ins');
  const all = { ingest, verdict, accounts };
  const services = { ingest: ingest.address, verdict: verdict.address, accounts: accounts.address };
  const close = () => Promise.all(Object.values(all).map((one) => one.close()));
  return { ...all, services, close };
}
