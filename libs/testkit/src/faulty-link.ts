import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Closable } from '@botect/runtime';
import { carrier } from './carrier.ts';

/** A way to a server that tests can break. */
export interface FaultyLink extends Closable {
  /** The server's url by way of this link. */
  readonly url: string;
  /** From now on bytes are taken but not passed on, as by a stopped process; connecting still works. */
  stall(): void;
  /**
   * From now on bytes are taken and gone for ever, as in a network that fell apart. Connections of that time stay silent also
   * after `flow`, and neither side is told; new ones work.
   */
  lose(): void;
  /** From now on each piece arrives so much later, ms, in either direction; 0: as it comes. */
  delay(ms: number): void;
  /** Passes on what was held back, and all that follows. */
  flow(): void;
  /** Ends all connections and refuses new ones, as when the process dies. */
  cut(): void;
  mend(): Promise<void>;
}

/** `listenOn` is the link's own port; any free one unless told. */
export async function faultyLink(serverUrl: string, listenOn = 0): Promise<FaultyLink> {
  const target = new URL(serverUrl);
  const { connectTo, become, delay, endAll } = carrier();
  const server = createServer((near) => connectTo(target, near));
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const cut = () => {
    server.close();
    endAll();
  };

  const port = await listen(listenOn);
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    stall: () => become('stalled'),
    lose: () => become('losing'),
    delay,
    flow: () => become('flowing'),
    cut,
    mend: async () => void (await listen(port)),
    close: async () => cut(),
  };
}
