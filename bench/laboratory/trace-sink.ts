import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A collector that takes traces and metrics, and forgets them. */
export interface TraceSink {
  readonly url: string;
  close(): void;
}

export async function startTraceSink(): Promise<TraceSink> {
  const server = createServer((req, res) => {
    req.resume();
    req.on('end', () => res.writeHead(200, { 'Content-Type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
