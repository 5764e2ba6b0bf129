import { randomUUID } from 'node:crypto';
import type { Payload } from '@botect/contracts';
import { eventually } from '@botect/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { call } from './harness/api.ts';
import { type Guarded, startGuarded } from './harness/guarded.ts';
import { type Shop, shops } from './harness/shops.ts';

const startTimeoutMs = 200_000;
const refusing = 'score < 30 AND path == "/checkout" AND NOT logged_in';

/** What five seconds of each look like. */
const visitors = {
  person: {
    mouse_moves: 155,
    mouse_entropy: 0.69,
    scroll_events: 10,
    scroll_velocity: 640,
    click_events: 1,
    time_to_first_input_ms: 820,
    js_passed: true,
  },
  bot: {
    mouse_moves: 200,
    mouse_entropy: 0.01,
    click_events: 5,
    time_to_first_input_ms: 4,
    js_passed: false,
    webdriver: true,
  },
} as const satisfies Record<string, Payload>;

let product: Guarded;

beforeAll(async () => {
  product = await startGuarded(refusing);
}, startTimeoutMs);
afterAll(() => product?.close());

/** Opens the shop's page as a browser would, and sends from it what the visitor did. */
async function visit(shop: Shop, who: keyof typeof visitors) {
  const page = await fetch(shop.origin, { headers: { 'accept-language': 'en' } });
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const [, endpoint] = /data-endpoint="([^"]+)"/.exec(await page.text()) ?? [];
  const seen = { total_ms: 5_000, visible_ms: 5_000, pointer_types: ['mouse'], ...visitors[who] };
  const event = {
    request_id: randomUUID(),
    type: 'snapshot',
    received_at: new Date().toISOString(),
    payload: seen,
  };
  const relayed = await call(`POST ${shop.origin}${endpoint}`, {
    headers: { cookie, origin: shop.origin, 'idempotency-key': randomUUID() },
    body: { session_token: null, events: [event] },
  });
  expect(relayed).toMatchObject({ status: 202, body: { queued: true } });
  const to = (path: string) => fetch(`${shop.origin}${path}`, { headers: { cookie } });
  return { to, session: cookie.split(/[=.]/)[1] ?? '' };
}

describe.each(shops)('a site on %s that asks nobody but its own server', (_, start) => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await start(product.guard);
  });
  afterAll(() => shop?.close());

  test('lets a person pay', async () => {
    const person = await visit(shop, 'person');
    await eventually(async () => {
      const outcome = await product.guard.verdict(person.session);
      expect(outcome).toMatchObject({ kind: 'decided', verdict: { verdict: 'likely_human' } });
    });
    expect(await (await person.to('/checkout')).text()).toBe('paid');
  });

  test('refuses a bot, until it has logged in, as the owner’s rule says', async () => {
    const bot = await visit(shop, 'bot');
    await eventually(async () => expect((await bot.to('/checkout')).status).toBe(403));
    expect(await (await bot.to('/login')).text()).toBe('true');
    await eventually(async () => expect(await (await bot.to('/checkout')).text()).toBe('paid'));
  });

  test('knows nothing of a visitor who has just come', async () => {
    const page = await fetch(shop.origin);
    const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await (await fetch(`${shop.origin}/checkout`, { headers: { cookie } })).text()).toBe('paid');
  });
});

test('everything was delivered, and nothing went wrong unseen', async () => {
  await eventually(() => expect(product.guard.waiting).toBe(0));
  expect(product.faults).toEqual([]);
});

test('a shop goes on, at its own pace, when Botect has gone', async () => {
  const [, start] = shops[0] ?? [];
  if (start === undefined) throw new Error('there is no shop');
  const shop = await start(product.guard);
  const person = await visit(shop, 'person');
  await product.leave();
  const startedMs = performance.now();
  expect(await (await person.to('/checkout')).text()).toBe('paid');
  expect(await (await visit(shop, 'person')).to('/checkout').then((answer) => answer.text())).toBe('paid');
  expect(performance.now() - startedMs).toBeLessThan(4_000);
  expect(product.guard.waiting).toBeGreaterThan(0);
  await shop.close();
});
