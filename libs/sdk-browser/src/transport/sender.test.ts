import { describe, expect, test } from '@jest/globals';
import type { SendOptions } from '../browser.ts';
import { eventsIn, FakePage } from '../fake-page.fixture.ts';
import { SessionToken } from '../page/session-token.ts';
import { Sender } from './sender.ts';

/** A signal of the page's own time. */
function aborting(page: FakePage, ms: number): AbortSignal {
  const abort = new AbortController();
  page.window.setTimeout(() => abort.abort(), ms);
  return abort.signal;
}

const own = { siteKey: 'pk_1', endpoint: 'https://botect.example/v1/events', minimal: false };

function sending(over: object = {}, page = new FakePage()) {
  const settings = { ...own, ...over };
  const token = new SessionToken(page.window, settings);
  const sender = new Sender({ window: page.window, settings, token, load: 'load', random: () => 1 });
  let events = 0;
  const add = (count = 1) => {
    for (let more = 0; more < count; more += 1) {
      events += 1;
      sender.add({
        request_id: `e${events}`,
        type: 'page',
        received_at: '2026-06-14T10:00:00.000Z',
        payload: {},
      });
    }
  };
  const ids = () =>
    page.sent.map(({ options }) => eventsIn(options.body).map(({ request_id }) => request_id));
  return { page, sender, token, add, ids };
}

describe('a batch', () => {
  test('goes to the endpoint with the site key, the token and a key of its own', async () => {
    const { page, sender, add } = sending();
    add();
    sender.flush();
    await page.pass(0);
    expect(page.sent[0]).toMatchObject({
      url: 'https://botect.example/v1/events',
      options: {
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'load-b1' },
        credentials: 'same-origin',
        keepalive: true,
      },
    });
    expect(JSON.parse(page.sent[0]?.options.body ?? '')).toMatchObject({
      site_key: 'pk_1',
      session_token: expect.stringMatching(/^bt_[\w-]{24}$/),
    });
  });

  test('holds at most twenty events; the rest follows, one batch at a time', async () => {
    const { page, sender, add, ids } = sending();
    add(45);
    sender.flush();
    sender.flush();
    await page.pass(0);
    expect(ids().map((batch) => batch.length)).toEqual([20, 20, 5]);
    expect(page.sent.map(({ options }) => options.headers['Idempotency-Key'])).toEqual([
      'load-b1',
      'load-b2',
      'load-b3',
    ]);
  });

  test.each([0, 408, 425, 429, 500, 503])(
    'is sent again, the same under the same key, after %d',
    async (status) => {
      const { page, sender, add } = sending();
      page.answers = [{ status }, { status }];
      add();
      sender.flush();
      await page.pass(30_000);
      expect(page.sent).toHaveLength(3);
      expect(new Set(page.sent.map(({ options }) => JSON.stringify(options))).size).toBe(1);
    },
  );

  test('is given up after five attempts at growing intervals, and later ones are tried', async () => {
    const { page, sender, add, ids } = sending();
    page.answers = Array.from({ length: 5 }, () => ({ status: 503 }));
    add();
    sender.flush();
    await page.pass(29_000);
    expect(page.sent).toHaveLength(4);
    await page.pass(2_000);
    expect(page.sent).toHaveLength(5);
    add();
    sender.flush();
    await page.pass(0);
    expect(ids().at(-1)).toEqual(['e2']);
  });

  test('is not repeated without end: a page has twenty retries in all', async () => {
    const { page, sender, add } = sending();
    page.answers = Array.from({ length: 200 }, () => ({ status: 503 }));
    for (let batch = 0; batch < 30; batch += 1) {
      add();
      sender.flush();
      await page.pass(200_000);
    }
    expect(page.sent).toHaveLength(30 + 20);
  });

  test('that is refused is gone: 422 concerns it alone', async () => {
    const { page, sender, add, ids } = sending();
    page.answers = [{ status: 422 }];
    add();
    sender.flush();
    await page.pass(60_000);
    add();
    sender.flush();
    await page.pass(0);
    expect(ids()).toEqual([['e1'], ['e2']]);
  });
});

test('while the server is away the newest sixty events wait', async () => {
  const { page, sender, add, ids } = sending();
  page.answers = [{ status: 0 }];
  add();
  sender.flush();
  await page.pass(0);
  add(100);
  expect(sender.waiting()).toBeNull();
  await page.pass(10_000);
  expect(ids().flat().slice(2)).toHaveLength(60);
  expect(ids().at(-1)?.at(-1)).toBe('e101');
});

describe('a beacon', () => {
  test('carries what waits and what is under way, as text that needs no preflight', async () => {
    const { page, sender, add } = sending();
    page.answers = [{ status: 0 }];
    add();
    sender.flush();
    await page.pass(0);
    add(30);
    sender.leave();
    expect(page.beacons.map(({ body }) => eventsIn(body).length)).toEqual([1, 20, 10]);
  });

  test('to a relay of the same origin is JSON', async () => {
    const { page, sender, add } = sending({ endpoint: '/_botect/events?page_token=t', siteKey: '' });
    add();
    sender.leave();
    const body = page.beacons[0]?.body as Blob;
    expect([body.type, Object.keys(JSON.parse(await body.text()))]).toEqual([
      'application/json',
      ['session_token', 'events'],
    ]);
  });
});

test('what a beacon cannot carry waits for better times', async () => {
  const page = new FakePage();
  const room = [true, false];
  Object.assign(page.window.navigator, { sendBeacon: () => room.shift() ?? false });
  const { sender, add, ids } = sending({}, page);
  add(45);
  sender.leave();
  expect(sender.waiting()).toBe(25);
  sender.flush();
  await page.pass(0);
  expect(ids().flat()).toEqual(Array.from({ length: 25 }, (_, at) => `e${at + 21}`));
});

test('a server that takes a batch and never answers is waited for fifteen seconds', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const page = new FakePage({
    fetch: (_: string, { signal }: SendOptions) =>
      new Promise((_, reject) => {
        signals.push(signal);
        signal?.addEventListener('abort', () => reject(signal.reason));
      }),
    AbortSignal: { timeout: (ms: number) => aborting(page, ms) },
  });
  const { sender, add } = sending({}, page);
  add();
  sender.flush();
  await page.pass(14_000);
  expect(signals).toHaveLength(1);
  await page.pass(4_000);
  expect(signals).toHaveLength(2);
});

describe('the session token', () => {
  test('is kept across pages, and the server’s word for it is taken over', async () => {
    const { page, sender, token, add } = sending();
    const minted = token.value;
    page.answers = [{ status: 202, body: { session_token: 'sess_1' } }];
    add();
    sender.flush();
    await page.pass(0);
    expect([minted, token.value]).toEqual([expect.stringMatching(/^bt_/), 'sess_1']);
    expect(new SessionToken(page.window, own).value).toBe('sess_1');
  });

  test('stays as it is when a relay answers without one', async () => {
    const { page, sender, token, add } = sending();
    const minted = token.value;
    page.answers = [{ status: 202, body: { queued: true } }];
    add();
    sender.flush();
    await page.pass(0);
    expect(token.value).toBe(minted);
  });

  test('is the server’s alone where the browser has no randomness', () => {
    expect(sending({}, new FakePage({ crypto: undefined })).token.value).toBeNull();
  });

  test('is the server’s secret where the page was rendered for a session: the relay knows whose it is', async () => {
    const { page, sender, token, add } = sending({ endpoint: '/_botect/events?page_token=t' });
    add();
    sender.flush();
    await page.pass(0);
    expect(JSON.parse(page.sent[0]?.options.body ?? '')).toMatchObject({ session_token: null });
    expect([token.value, [...page.stored]]).toEqual([null, []]);
  });
});
