import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What came back: status and documented error code of the first answer, and all of it. */
export interface RawAnswer {
  readonly status: number;
  readonly code: string | undefined;
  readonly text: string;
}

/** Sends bytes as they are, for requests no client would make, and reads until the server hangs up. */
export function raw(origin: string, request: string): Promise<RawAnswer> {
  const socket = connectTo(origin);
  socket.write(request);
  return answerOn(socket);
}

/** Sends the head of a request and then one byte of its body a second, until the server hangs up. */
export function drip(origin: string, head: string): Promise<RawAnswer> {
  const socket = connectTo(origin);
  socket.write(head);
  const dripping = setInterval(() => socket.write(' '), 1_000);
  socket.once('close', () => clearInterval(dripping));
  return answerOn(socket);
}

function connectTo(origin: string): Socket {
  return connect(Number(new URL(origin).port), '127.0.0.1');
}

async function answerOn(socket: Socket): Promise<RawAnswer> {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  // Whoever is refused in the middle of a request may see a reset after the answer.
  socket.on('error', () => {});
  await once(socket, 'close');
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
  const [, code] = /"code":"(\w+)"/.exec(text) ?? [];
  return { status: Number(status), code, text };
}
