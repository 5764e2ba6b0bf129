import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { botect } from '../botect.ts';
import { keys } from '../fake-api.fixture.ts';
import { listening, type TestServer } from '../integrations/servers.fixture.ts';

const human = { verdict: 'likely_human', score: 87, action: 'allow', detection_ids: [], reason: '' };

let closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

/** As long as there may be: what is answered is answered, however busy the machine. */
const patient = { connectTimeoutMs: 10_000, verdictTimeoutMs: 10_000 };
type Budget = typeof patient;

async function against(listener: RequestListener, budget: Budget = patient) {
  const server: TestServer = await listening(createServer(listener));
  closing.push(server.close);
  return clientOf(server.origin, budget);
}

function clientOf(baseUrl: string, budget: Budget = patient) {
  const guard = botect({ ...keys, baseUrl, ...budget });
  closing.push(() => guard.close(100));
  return guard;
}

/** A listener below HTTP. */
async function raw(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `//127.0.0.1:${(server.address() as { port: number }).port}`;
}

describe('over the wire', () => {
  test('an answer is read', async () => {
    const guard = await against((_, res) => res.end(JSON.stringify(human)));
    expect(await guard.verdict('sess_1')).toEqual({ kind: 'decided', verdict: human });
  });

  test.each<[string, RequestListener]>([
    ['never comes', () => {}],
    [
      'comes in drops',
      (_, res) => {
        const drip = setInterval(() => res.write(' '), 20);
        res.once('close', () => clearInterval(drip));
      },
    ],
    ['stops in the middle', (_, res) => void res.writeHead(200, { 'content-length': 100 }).write('{')],
  ])('an answer that %s is given up within the budget', async (_, listener) => {
    const guard = await against(listener, { ...patient, verdictTimeoutMs: 200 });
    expect(await guard.verdict('sess_1')).toEqual({ kind: 'unreachable', reason: 'timeout' });
  });

  test.each<[string, RequestListener, string]>([
    [
      'is cut off',
      (_, res) => void res.writeHead(200, { 'content-length': 9 }).write('{', () => res.destroy()),
      'network',
    ],
    [
      'is endless',
      (_, res) => void res.end(JSON.stringify({ ...human, reason: 'x'.repeat(300_000) })),
      'malformed',
    ],
    ['is no JSON', (_, res) => void res.end('<html>'), 'malformed'],
    ['is empty', (_, res) => void res.end(), 'malformed'],
  ])('an answer that %s is none', async (_, listener, reason) => {
    const guard = await against(listener);
    expect(await guard.verdict('sess_1')).toEqual({ kind: 'unreachable', reason });
  });

  test('nobody listening is a broken wire at once', async () => {
    const guard = clientOf('http://127.0.0.1:1');
    expect(await guard.verdict('sess_1')).toEqual({ kind: 'unreachable', reason: 'network' });
  });

  test('a handshake that does not end is given up within the budget of a connection', async () => {
    // The budget of the whole answer, 10 s, is longer than this test may take.
    const guard = clientOf(`https:${await raw(() => {})}`, { ...patient, connectTimeoutMs: 100 });
    expect(await guard.verdict('sess_1')).toEqual({ kind: 'unreachable', reason: 'timeout' });
  }, 5_000);

  test('what is not HTTP is a broken wire', async () => {
    const guard = clientOf(`http:${await raw((socket) => socket.end('SSH-2.0\r\n'))}`);
    expect(await guard.verdict('sess_1')).toEqual({ kind: 'unreachable', reason: 'network' });
  });

  test('connections are kept, and one that the server closed meanwhile is replaced unseen', async () => {
    let sockets = 0;
    const body = JSON.stringify(human);
    const head = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n`;
    const origin = await raw((socket) => {
      sockets++;
      let calls = 0;
      // The second request on a connection finds it gone.
      socket.on('data', () => (calls++ === 0 ? socket.write(head + body) : socket.resetAndDestroy()));
    });
    const guard = clientOf(`http:${origin}`);
    for (const session of ['a', 'b', 'c']) expect((await guard.verdict(session)).kind).toBe('decided');
    expect(sockets).toBe(3);
  });

  test('the calls of many visitors share few connections', async () => {
    const ports = new Set<number | undefined>();
    const guard = await against((req, res) => {
      ports.add(req.socket.remotePort);
      res.end(JSON.stringify(human));
    });
    for (let at = 0; at < 50; at++) await guard.verdict(`sess_${at}`);
    expect(ports.size).toBe(1);
  });

  test('a login has no body, and no type for one', async () => {
    const seen: object[] = [];
    const guard = await against((req, res) => {
      const { 'content-type': type, 'transfer-encoding': encoding, 'content-length': length } = req.headers;
      seen.push({ method: req.method, url: req.url, type, encoding, length });
      res.end(JSON.stringify({ logged_in: true, asserted_at: '2026-09-08T00:00:00Z' }));
    });
    guard.loggedIn('sess_1');
    expect(await guard.close()).toEqual({ lost: 0 });
    expect(seen).toMatchObject([{ method: 'POST', url: '/v1/sessions/sess_1/logged-in', length: '0' }]);
  });
});
