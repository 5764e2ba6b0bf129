import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Closable } from './closable.ts';
import type { Readiness } from './health.ts';
import { listening } from './listening.ts';

export interface AdminServerOptions {
  readonly port: number;
  readonly host: string;
  readiness(): Promise<Readiness>;
  /** Writes the metrics in Prometheus's text format. */
  metrics(req: IncomingMessage, res: ServerResponse): void;
}

export interface AdminServer extends Closable {
  readonly port: number;
}

/** `/live`: the event loop turns. `/ready`: send work here. `/metrics`: numbers for Prometheus. */
export async function adminServer({
  port,
  host,
  readiness,
  metrics,
}: AdminServerOptions): Promise<AdminServer> {
  const server = createServer((req, res) => {
    if (req.url === '/live') return answer(res, 200, { live: true });
    if (req.url === '/metrics') return metrics(req, res);
    if (req.url !== '/ready') return answer(res, 404, { paths: ['/live', '/ready', '/metrics'] });
    readiness().then((state) => answer(res, state.ready ? 200 : 503, state));
  });
  return {
    port: await listening(server, { port, host, setting: 'ADMIN_PORT' }),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'Content-Type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
