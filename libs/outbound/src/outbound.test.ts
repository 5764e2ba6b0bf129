import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { connectionCounter, loopbackServer, namesTo } from './loopback-server.fixture.ts';
import { type GetOptions, type OutboundOptions, outbound } from './outbound.ts';
import { privateHosts } from './private-addresses.fixture.ts';

const wanted = { bytesMax: 1_000, timeoutMs: 5_000, accept: 'application/json' };
const open: { close(): void }[] = [];
const kept = <Thing extends { close(): void }>(thing: Thing) => {
  open.push(thing);
  return thing;
};
const serving = async (answer: RequestListener) => kept(await loopbackServer(answer));
const hello: RequestListener = (_req, res) => res.end('hello');
/** Why a request failed; its status when it did not. */
const outcome = (options: OutboundOptions, url: string, over: Partial<GetOptions> = {}) =>
  outbound(options)
    .get(url, { ...wanted, ...over })
    .then(
      ({ status }) => status,
      ({ reason }) => reason,
    );
afterEach(() => {
  for (const thing of open.splice(0)) thing.close();
});

describe('a request to the outside', () => {
  test('brings back status, a few headers and the body', async () => {
    const { url, options } = await serving((req, res) => {
      const { accept, 'user-agent': agent, 'accept-encoding': encoding, cookie = null } = req.headers;
      res.writeHead(200, { 'content-type': 'text/plain', 'set-cookie': 'a=b', server: 'x' });
      res.end(JSON.stringify([req.method, req.url, accept, agent, encoding, cookie]));
    });
    const { status, headers, body } = await outbound(options).get(url('/keys?a=1'), wanted);
    expect([status, headers]).toEqual([200, { 'content-type': 'text/plain' }]);
    const asked = ['GET', '/keys?a=1', 'application/json', 'Botect/0.1', 'identity', null];
    expect(JSON.parse(body.toString())).toEqual(asked);
  });

  test('goes to no address inside, however it is spelt', async () => {
    const inside = kept(await connectionCounter());
    const options = { ports: [inside.port], inFlightMax: 100, lookup: namesTo('127.0.0.1') };
    const ask = (host: string) => outcome(options, `https://${host}:${inside.port}/`);
    expect(new Set(await Promise.all(privateHosts.map(ask)))).toEqual(new Set(['address_refused']));
    expect(inside.connections()).toBe(0);
  });

  test('goes nowhere when one of the addresses of a name is inside', async () => {
    const inside = kept(await connectionCounter());
    const sets = [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::1', '2620:fe::fe'], ['169.254.169.254']];
    const asked = sets.map((set) =>
      outcome({ ports: [inside.port], lookup: namesTo(set) }, `https://a.example:${inside.port}/`),
    );
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['address_refused']));
    expect(inside.connections()).toBe(0);
  });

  test('dials the address it has judged: a name that turns inwards at the second look is refused', async () => {
    const { url, port, options } = await serving(hello);
    const inside = kept(await connectionCounter(port, '127.0.0.2'));
    const { get } = outbound({ ...options, lookup: namesTo('127.0.0.1', '127.0.0.2') });
    expect((await get(url(), wanted)).status).toBe(200);
    await expect(get(url(), wanted)).rejects.toMatchObject({ reason: 'address_refused' });
    expect(inside.connections()).toBe(0);
  });

  test('follows no redirect', async () => {
    const inside = kept(await connectionCounter());
    const location = `https://127.0.0.1:${inside.port}/`;
    const { url, options } = await serving((_req, res) => res.writeHead(302, { location }).end());
    expect(await outcome({ ...options, allows: () => true }, url())).toBe(302);
    expect(inside.connections()).toBe(0);
  });

  test('trusts only a certificate of the name asked for', async () => {
    const { url, port, options } = await serving(hello);
    const { ca: _, ...withoutTrust } = options;
    expect([
      await outcome(withoutTrust, url()),
      await outcome(options, `https://other.test:${port}/`),
      await outcome(options, url()),
    ]).toEqual(['unreachable', 'unreachable', 200]);
  });

  test('is https on an allowed port without credentials, or is not made', async () => {
    const { port, options } = await serving(hello);
    const at = `directory.test:${port}`;
    const refused = [`http://${at}`, `https://a:b@${at}`, `https://a@${at}`, `https://directory.test:8443`];
    const odd = ['https://directory.test', 'ftp://a.example', 'file:///etc/passwd', 'x', '', '//a.example'];
    const long = `https://${at}/${'a'.repeat(3_000)}`;
    const outcomes = [...refused, ...odd, long].map((url) => outcome(options, url));
    expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['url_refused']));
  });
});

describe('a server that misbehaves', () => {
  test('by sending more than wanted is cut off', async () => {
    let sent = 0;
    const { url, options } = await serving((_req, res) => {
      const more = () => {
        while (!res.destroyed && res.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      res.on('drain', more);
      more();
    });
    expect(await outcome(options, url())).toBe('body_too_large');
    expect(sent).toBeLessThan(50_000_000);
  });

  test('by answering late, or never to the end, is left after the time given', async () => {
    const silent = await serving(() => {});
    const slow = await serving((_req, res) => {
      const timer = setInterval(() => res.write('a'), 20);
      res.on('close', () => clearInterval(timer));
    });
    const asked = [silent, slow].map(({ url, options }) => outcome(options, url(), { timeoutMs: 200 }));
    expect(await Promise.all(asked)).toEqual(['timed_out', 'timed_out']);
  });

  test('by not speaking HTTP, by endless headers, or by hanging up is unreachable', async () => {
    const { port, options } = await serving(hello);
    const deaf = kept(await connectionCounter(0, '127.0.0.1'));
    const headers = await serving((_req, res) => res.writeHead(200, { a: 'b'.repeat(40_000) }).end());
    const reasons = [
      outcome({ ...options, ports: [deaf.port] }, `https://directory.test:${deaf.port}/`),
      outcome(headers.options, headers.url()),
      outcome(
        { ...options, lookup: (_n, _o, done) => done(new Error('no such name'), []) },
        `https://a.test:${port}`,
      ),
    ];
    expect(await Promise.all(reasons)).toEqual(['unreachable', 'unreachable', 'unreachable']);
  });

  test('by having a name whose resolver never answers is left after the time given, and its place is free again', async () => {
    const options = { ports: [443], inFlightMax: 1, lookup: () => {} };
    const ask = () => outcome(options, 'https://a.example', { timeoutMs: 50 });
    expect([await ask(), await ask()]).toEqual(['timed_out', 'timed_out']);
  });

  test('holds up no more than the requests allowed at once', async () => {
    const { url, options } = await serving(() => {});
    const { get } = outbound({ ...options, inFlightMax: 2 });
    const held = [1, 2].map(() => get(url(), { ...wanted, timeoutMs: 200 }).catch(({ reason }) => reason));
    await expect(get(url(), wanted)).rejects.toMatchObject({ reason: 'busy' });
    expect(await Promise.all(held)).toEqual(['timed_out', 'timed_out']);
    await expect(get(url(), { ...wanted, timeoutMs: 50 })).rejects.toMatchObject({ reason: 'timed_out' });
  });

  test('is told apart by one word: no address, no content', async () => {
    const { url, options } = await serving((_req, res) => res.end('secret'.repeat(1_000)));
    const fault = await outbound(options)
      .get(url(), wanted)
      .catch((error: Error) => error);
    expect(String(fault)).toBe('OutboundFault: outbound request: body_too_large');
  });
});
