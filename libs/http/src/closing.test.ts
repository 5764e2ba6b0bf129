import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { ok } from './replies.ts';
import type { Reply } from './route.ts';
import { ask, listeningTo } from './test-wire.ts';

const handle = () => ok({});
const route = { method: 'GET', path: '/', handle } as const;

describe('a closing server', () => {
  test('finishes the request in hand and asks its client to leave', async () => {
    const entered = Promise.withResolvers<void>();
    const reply = Promise.withResolvers<Reply>();
    const held = () => {
      entered.resolve();
      return reply.promise;
    };
    const server = await listeningTo([{ ...route, handle: held }]);
    const answer = ask(server.port);
    await entered.promise;
    const closed = server.close();
    reply.resolve(ok({ kept: true }));
    expect((await answer).text).toBe('{"kept":true}');
    await closed;
  });

  test('accepts nobody new', async () => {
    const server = await listeningTo([route]);
    await server.close();
    await expect(ask(server.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('still answers a request already on its way on an idle connection, then closes it', async () => {
    const server = await listeningTo([route]);
    const socket = connect(server.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
    await new Promise((resolve) => socket.once('data', resolve));
    const closed = server.close();
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK[\s\S]*Connection: close/);
    await closed;
  });

  test('closes connections that stay idle', async () => {
    const server = await listeningTo([route]);
    const agent = new Agent({ keepAlive: true });
    const answered = await new Promise((resolve) => {
      request({ port: server.port, agent }, (res) =>
        res.resume().on('end', () => resolve(res.statusCode)),
      ).end();
    });
    await server.close();
    expect(answered).toBe(200);
    agent.destroy();
  });

  test('can be closed twice', async () => {
    const server = await listeningTo([route]);
    await Promise.all([server.close(), server.close()]);
    await server.close();
  });
});

test('a busy port is a fault that names the setting', async () => {
  const server = await listeningTo([route]);
  const second = listeningTo([route], {}, server.port);
  const message = `port ${server.port} is already in use (set PORT)`;
  await expect(second).rejects.toMatchObject({ name: 'StartupFault', message });
  await server.close();
});
