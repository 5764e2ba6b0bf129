import { connect, createServer, type Server } from 'node:net';

const answerTimeoutMs = 1_000;

/** Loopback ports nobody listens on: the wished one where it is free, any other where it is 0 or taken. */
export async function freePorts(wished: readonly number[]): Promise<number[]> {
  // All are held until the last is found, or the system would give one out twice.
  const held: Server[] = [];
  for (const port of wished) held.push(await listen(port).catch(() => listen(0)));
  const ports = held.map((server) => (server.address() as { port: number }).port);
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** Sends the bytes and answers the first bytes that come back; null when nobody answers. */
export function ask(port: number, question: Buffer): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (answer: Buffer | null) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(answerTimeoutMs, () => settle(null));
    socket.once('error', () => settle(null)).once('close', () => settle(null));
    socket.once('connect', () => socket.write(question)).once('data', settle);
  });
}
