import { describe, expect, test } from '@jest/globals';
import { client, fakeApi } from '../fake-api.fixture.ts';
import { settled, stoppedTime } from '../time.fixture.ts';
import type { Delivery } from './delivery.ts';
import { bytesMax, itemsMax, Spool } from './spool.ts';

const receipt = { logged_in: true, asserted_at: '2026-09-08T00:00:00Z' };
const away = new Error('connection refused');

function spool() {
  const time = stoppedTime();
  const api = fakeApi();
  const faults: string[] = [];
  const report = (kind: string) => faults.push(kind);
  const call = (one: Parameters<typeof api.send>[0]) => api.send(one, new AbortController().signal);
  return { api, time, faults, spool: new Spool({ call, headers: {}, ...time, random: () => 0, report }) };
}
const delivery = (path = '/any'): Delivery => ({ kind: 'page_hit', path, body: '{}', idempotencyKey: 'key' });

describe('a login', () => {
  test('is told without body and content type, and forgets verdicts once more when it has arrived', async () => {
    const { api, guard } = client();
    api.delivery = receipt;
    expect(guard.loggedIn('sess_1')).toBe(true);
    await settled();
    expect(api.calls).toMatchObject([{ method: 'POST', path: '/v1/sessions/sess_1/logged-in', body: null }]);
    expect(Object.keys(api.calls[0]?.headers ?? {})).toEqual(['authorization', 'accept', 'user-agent']);
    expect(guard.waiting).toBe(0);
  });

  test.each([[404], [500], [408], [425], [429], [{ logged_in: false, asserted_at: 'x' }], [{}], [200]])(
    'answered with %j is told again',
    async (reply) => {
      const { api, guard, time } = client();
      api.delivery = reply;
      guard.loggedIn('sess_1');
      await settled();
      api.delivery = receipt;
      await time.advance(2_000);
      expect([api.calls.length, guard.waiting]).toEqual([2, 0]);
    },
  );

  test.each([[401], [402], [403], [422], [301]])('answered with %j is given up', async (reply) => {
    const { api, guard, faults } = client();
    api.delivery = reply;
    guard.loggedIn('sess_1');
    await settled();
    expect(guard.waiting).toBe(0);
    expect(faults).toMatchObject([{ kind: 'refused' }]);
  });

  test('of what is no session is not told', () => {
    const { api, guard } = client();
    expect(guard.loggedIn('a/../b')).toBe(false);
    expect(api.calls).toEqual([]);
  });
});

describe('the spool', () => {
  test('tries five times, after 2, 4, 8 and 16 seconds, then drops with a report', async () => {
    const { api, time, faults, spool: own } = spool();
    api.delivery = 500;
    own.offer(delivery());
    await settled();
    for (const ms of [2_000, 4_000, 8_000, 16_000]) {
      await time.advance(ms - 1);
      const before = api.calls.length;
      await time.advance(1);
      expect(api.calls).toHaveLength(before + 1);
    }
    await time.advance(3_600_000);
    expect([api.calls.length, own.size, time.waiting]).toEqual([5, 0, 0]);
    expect(faults).toEqual(['lost']);
  });

  test('reports a revoked key once, however much waits', async () => {
    const { api, faults, spool: own } = spool();
    api.delivery = 401;
    for (let at = 0; at < 20; at++) own.offer(delivery());
    await settled();
    expect([own.size, faults]).toEqual([0, ['refused']]);
  });

  test('waits as long as it is asked to', async () => {
    const { api, time, spool: own } = spool();
    api.send = async () => ({ status: 429, body: '', retryAfterSeconds: 60 });
    own.offer(delivery());
    await settled();
    api.send = fakeApi().send;
    await time.advance(59_999);
    expect(own.size).toBe(1);
    await time.advance(1);
    expect(own.size).toBe(0);
  });

  test('takes a 404 of a page hit as final', async () => {
    const { api, spool: own } = spool();
    api.delivery = 404;
    own.offer(delivery());
    await settled();
    expect(own.size).toBe(0);
  });

  test('waits as one while the service is away, tries with one, and delivers all that is younger than an hour', async () => {
    const { api, time, spool: own } = spool();
    api.delivery = away;
    for (let at = 0; at < 100; at++) own.offer(delivery(`/${at}`));
    await settled();
    for (let minute = 0; minute < 10; minute++) await time.advance(60_000);
    expect(api.calls.length).toBeLessThan(20);
    api.delivery = 202;
    for (let minute = 0; minute < 10; minute++) await time.advance(60_000);
    expect(own.size).toBe(0);
    expect(new Set(api.calls.map(({ path }) => path)).size).toBe(100);
  });

  test('drops unsent what is an hour old', async () => {
    const { api, time, faults, spool: own } = spool();
    api.delivery = away;
    for (let at = 0; at < 10; at++) own.offer(delivery());
    await settled();
    await time.advance(3_600_000);
    expect(own.size).toBe(0);
    expect(faults.filter((kind) => kind === 'lost')).toHaveLength(10);
  });

  test(`holds ${itemsMax} of 10,000 and refuses the rest at once`, async () => {
    const { api, faults, spool: own } = spool();
    api.delivery = away;
    const taken = Array.from({ length: 10_000 }, (_, at) => own.offer(delivery(`/${at}`)));
    await settled();
    expect(taken.filter(Boolean)).toHaveLength(itemsMax);
    expect(own.size).toBe(itemsMax);
    expect(faults.filter((kind) => kind === 'spool_full')).toHaveLength(1);
  });

  test('holds a bounded number of bytes', async () => {
    const { api, spool: own } = spool();
    api.delivery = away;
    const body = 'x'.repeat(bytesMax / 4);
    const taken = Array.from({ length: 5 }, () => own.offer({ ...delivery(), body }));
    expect(taken).toEqual([true, true, true, true, false]);
  });

  test('has room again for what it has delivered', async () => {
    const { spool: own } = spool();
    const quarter = { ...delivery(), body: `"${'x'.repeat(bytesMax / 4 - 2)}"` };
    const four = () => Array.from({ length: 4 }, () => own.offer(quarter));
    expect(four()).toEqual([true, true, true, true]);
    await settled();
    expect(four()).toEqual([true, true, true, true]);
  });

  test('sends at most four at a time', async () => {
    const { api, spool: own } = spool();
    api.delivery = new Promise<never>(() => {});
    for (let at = 0; at < 10; at++) own.offer(delivery());
    await settled();
    expect(api.calls).toHaveLength(4);
  });
});

describe('closing', () => {
  test('delivers what waits for its next try, and takes nothing more', async () => {
    const { api, spool: own } = spool();
    api.delivery = 500;
    for (let at = 0; at < 20; at++) own.offer(delivery(`/${at}`));
    await settled();
    api.delivery = 202;
    expect(await own.close(5_000)).toBe(0);
    expect(own.offer(delivery())).toBe(false);
  });

  test('tells how many were lost when the service is away', async () => {
    const { api, spool: own } = spool();
    api.delivery = away;
    for (let at = 0; at < 20; at++) own.offer(delivery());
    await settled();
    expect(await own.close(5_000)).toBe(20);
  });

  test('tries each once more and no oftener', async () => {
    const { api, spool: own } = spool();
    api.delivery = 500;
    for (let at = 0; at < 3; at++) own.offer(delivery());
    await settled();
    expect(await own.close(5_000)).toBe(3);
    expect(api.calls).toHaveLength(6);
  });

  test('ends after its time although nothing answers', async () => {
    const { api, time, spool: own } = spool();
    api.delivery = new Promise<never>(() => {});
    own.offer(delivery());
    const closed = own.close(5_000);
    await time.advance(5_000);
    expect(await closed).toBe(1);
  });

  test('of an empty spool is immediate', async () => {
    expect(await spool().spool.close(5_000)).toBe(0);
  });
});
