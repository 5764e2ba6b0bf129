import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Closable } from '@botect/runtime';

/** A way to a server that tests can break. */
export interface FaultyLink extends Closable {
  /** The server's url by way of this link. */
  readonly url: string;
  /** From now on bytes are taken but not passed on, as by a stopped process; connecting still works. */
  stall(): void;
  /** Passes on what was held back, and all that follows. */
  flow(): void;
  /** Ends all connections and refuses new ones, as when the process dies. */
  cut(): void;
  mend(): Promise<void>;
}

export async function faultyLink(serverUrl: string): Promise<FaultyLink> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  let stalled = false;

  const carry = (from: Socket, to: Socket) => {
    sockets.add(from);
    if (stalled) from.pause();
    from.on('data', (bytes) => to.write(bytes));
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    carry(near, far);
    carry(far, near);
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const setStalled = (now: boolean) => {
    stalled = now;
    for (const socket of sockets) now ? socket.pause() : socket.resume();
  };
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };

  const port = await listen(0);
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    stall: () => setStalled(true),
    flow: () => setStalled(false),
    cut,
    mend: async () => void (await listen(port)),
    close: async () => cut(),
  };
}
