import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ok } from './replies.ts';
import type { Request } from './route.ts';
import type { HttpListener } from './server.ts';
import { ask, listeningTo, raw, statusOf } from './test-wire.ts';

const seen: number[] = [];
const handle = ({ body }: Request) => {
  seen.push(body.length);
  return ok({ bytes: body.length, text: body.toString().slice(0, 20) });
};
const routes = [{ method: 'POST', path: '/', bodyBytesMax: 1000, handle }] as const;
let server: HttpListener;
let impatient: HttpListener;
beforeAll(async () => {
  server = await listeningTo(routes);
  impatient = await listeningTo(routes, { bodyTimeoutMs: 10 });
});
afterAll(() => Promise.all([server.close(), impatient.close()]));

const post = (...headers: string[]) => ['POST / HTTP/1.1', 'Host: x', ...headers, '', ''].join('\r\n');

describe('a body', () => {
  test('of exactly the limit is read whole', async () => {
    const { status, text: told } = await ask(server.port, { method: 'POST', body: 'x'.repeat(1000) });
    expect([status, JSON.parse(told).bytes]).toEqual([200, 1000]);
  });

  test('in several chunks arrives in order', async () => {
    const chunked = `${post('Transfer-Encoding: chunked', 'Connection: close')}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`;
    expect(await raw(server.port, chunked)).toContain('{"bytes":5,"text":"abcde"}');
  });

  test('of no bytes is an empty one', async () => {
    expect(await raw(server.port, post('Connection: close', 'Content-Length: 0'))).toContain('{"bytes":0,');
  });

  test('slower than its time is answered 408, and the connection ends', async () => {
    const answer = await raw(impatient.port, `${post('Content-Length: 10')}abc`);
    expect([statusOf(answer), /connection: close/i.test(answer)]).toEqual([408, true]);
    expect(answer).toContain('REQUEST_TIMEOUT');
  });

  test('cut short by its client never reaches the handler', async () => {
    const before = seen.length;
    const socket = connect(server.port, '127.0.0.1', () => socket.write(`${post('Content-Length: 10')}abc`));
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.end();
    await text(socket);
    expect((await ask(server.port, { method: 'POST', body: 'after' })).status).toBe(200);
    expect(seen.slice(before)).toEqual([5]);
  });
});

describe('a body over the limit', () => {
  test('is refused by its announced length, before a byte of it is sent', async () => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(post('Content-Length: 1001')));
    const [first] = await new Promise<[Buffer]>((resolve) => socket.once('data', (data) => resolve([data])));
    socket.destroy();
    expect(statusOf(first.toString())).toBe(413);
  });

  test('is refused as soon as its chunks pass the limit', async () => {
    const chunk = `2bc\r\n${'x'.repeat(700)}\r\n`;
    const answer = await raw(server.port, `${post('Transfer-Encoding: chunked')}${chunk}${chunk}0\r\n\r\n`);
    expect([statusOf(answer), /connection: close/i.test(answer)]).toEqual([413, true]);
  });

  test('of a megabyte is refused with an answer its client can read', async () => {
    const told = await ask(server.port, { method: 'POST', body: Buffer.alloc(1_000_000) });
    expect(told).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });

  test('may be sent to its end after the refusal without a reset connection', async () => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(post('Content-Length: 100000')));
    await new Promise((resolve) => socket.once('data', resolve));
    for (let sent = 0; sent < 100_000; sent += 10_000) {
      await new Promise((resolve) => socket.write(Buffer.alloc(10_000), resolve));
    }
    await expect(text(socket)).resolves.toBe('');
  });

  test('without end is cut off', async () => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(post('Content-Length: 1000000000')));
    const flood = () => {
      while (socket.write(Buffer.alloc(65_536)));
    };
    socket
      .on('drain', flood)
      .on('connect', flood)
      .on('error', () => {})
      .resume();
    await new Promise((resolve) => socket.once('close', resolve));
    expect(socket.bytesWritten).toBeLessThan(100_000_000);
  });
});
