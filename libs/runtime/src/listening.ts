import { once } from 'node:events';
import type { Server } from 'node:net';
import { StartupFault } from './startup-fault.ts';

export interface ListenAddress {
  readonly port: number;
  readonly host: string;
  /** The setting that names the port, for the message when it cannot be had. Default `PORT`. */
  readonly setting?: string;
}

/** Starts listening and answers the port. Rejects with a StartupFault that says which setting to change. */
export async function listening(server: Server, address: ListenAddress): Promise<number> {
  server.listen({ port: address.port, host: address.host });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new StartupFault(faultText((error as NodeJS.ErrnoException).code, address), error);
  }
  const bound = server.address();
  return bound !== null && typeof bound === 'object' ? bound.port : address.port;
}

function faultText(code: string | undefined, { port, host, setting = 'PORT' }: ListenAddress): string {
  if (code === 'EADDRINUSE') return `port ${port} is already in use (set ${setting})`;
  if (code === 'EACCES') return `port ${port} needs more privileges (set ${setting})`;
  return `cannot listen on ${host}:${port}: ${code} (set ${setting})`;
}
