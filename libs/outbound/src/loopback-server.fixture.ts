import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type LookupFunction } from 'node:net';
import { selfSigned } from './self-signed.fixture.ts';

/** An HTTPS server on the loopback device, named `directory.test`, and the options by which it alone can be reached. */
export async function loopbackServer(answer: RequestListener) {
  const { cert, key } = selfSigned('directory.test');
  const server = createServer({ cert, key }, answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const allows = (address: string) => address === '127.0.0.1';
  return {
    url: (path = '/') => `https://directory.test:${port}${path}`,
    port,
    options: { lookup: namesTo('127.0.0.1'), allows, ports: [port], ca: cert },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Counts the connections made to any address of this machine on one port. */
export async function connectionCounter(port = 0, host = '::') {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.destroy();
  }).listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    close: () => server.close(),
  };
}

/** A resolver that gives every name these addresses; the last set of them again and again. */
export function namesTo(...answers: readonly (string | readonly string[])[]): LookupFunction {
  let asked = 0;
  return (_name, _options, done) => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? [];
    asked += 1;
    const addresses = typeof answer === 'string' ? [answer] : answer;
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}
