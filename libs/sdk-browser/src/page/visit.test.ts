import { isEventsRequest, isWindowPayload } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { eventsIn, FakePage } from '../fake-page.fixture.ts';
import { start } from '../start.ts';

const settings = { siteKey: 'pk_1', endpoint: 'https://botect.example/v1/events', minimal: false };
const chance = { clock: () => 1_780_000_000_000, random: () => 0.5 };

/** A page that is watched, with the events it sent by now. */
function watched(over: object = {}, page = new FakePage()) {
  const botect = start(page.window, { ...settings, ...over }, chance);
  const events = () => page.sent.flatMap(({ options }) => eventsIn(options.body));
  const windows = () => events().filter(({ type }) => type === 'window');
  return { page, botect, events, windows };
}

/** A hand that wanders for a while, a press, and a word. */
function visit(page: FakePage, from = 1_000): void {
  for (let frame = 0; frame < 70; frame += 1) {
    const at = from + frame * 17;
    page.fire('pointermove', at, {
      clientX: 3 * frame,
      clientY: frame,
      getCoalescedEvents: () => ({ length: 4 }),
    });
  }
  page.fire('pointerdown', from + 1_250, { buttons: 1, pressure: 0.5 });
  page.fire('pointerup', from + 1_340);
  page.fire('click', from + 1_341);
  for (const [at, code] of ['KeyB', 'KeyO', 'KeyT'].entries()) {
    page.fire('keydown', from + 1_500 + at * 150, { code, key: 'x' });
    page.fire('keyup', from + 1_590 + at * 150, { code, key: 'x' });
  }
}

describe('a page that is watched', () => {
  test('sends what the contract takes, and its first batch within two seconds', async () => {
    const { page, events } = watched();
    await page.pass(2_000);
    expect(events().map(({ type }) => type)).toEqual(['page', 'js_probe', 'snapshot']);
    visit(page, 2_000);
    await page.pass(8_000);
    expect(page.sent.every(({ options }) => isEventsRequest(JSON.parse(options.body)))).toBe(true);
  });

  test('counts what was done', async () => {
    const { page, windows, events } = watched();
    visit(page);
    await page.pass(8_000);
    const [window] = windows();
    expect(window?.payload).toMatchObject({
      press: { presses: 1 },
      key: { presses: 3 },
      samples: { events: 70 },
    });
    expect(window?.payload.motion.moves).toBe(70);
    expect(isWindowPayload(window?.payload)).toBe(true);
    const snapshot = events().findLast(({ type }) => type === 'snapshot');
    expect(snapshot?.payload).toMatchObject({
      mouse_moves: 70,
      click_events: 1,
      key_events: 3,
      pointer_types: ['mouse'],
    });
    expect(snapshot?.payload.time_to_first_input_ms).toBe(2_250);
  });

  test('says nothing of keys, places or addresses', async () => {
    const { page } = watched();
    page.location.pathname = '/people/ada@example.org/orders/17';
    visit(page);
    await page.pass(8_000);
    const said = page.sent.map(({ options }) => options.body).join();
    expect(said).not.toMatch(/KeyB|KeyO|example\.org|ada/);
  });

  test('sends no window in which nothing happened, and tells after half a minute that it is there', async () => {
    const { page, windows, events } = watched();
    await page.pass(29_000);
    expect([windows().length, events().length]).toEqual([0, 3]);
    await page.pass(5_000);
    expect(events().at(-1)?.payload).toMatchObject({ visible_ms: expect.any(Number), mouse_moves: 0 });
    expect(page.sent).toHaveLength(2);
  });

  test('hands over everything in one beacon when it is hidden or left', async () => {
    const { page } = watched();
    await page.pass(2_000);
    visit(page, 2_000);
    page.fire('pagehide', 5_000);
    page.hidden = true;
    page.fire('visibilitychange', 5_001, {}, 'document');
    expect(page.beacons).toHaveLength(1);
    expect(eventsIn(page.beacons[0]?.body).map(({ type }) => type)).toEqual(['window', 'snapshot']);
  });

  test('in the background sends nothing until it is left', async () => {
    const page = new FakePage();
    page.hidden = true;
    const { events } = watched({}, page);
    await page.pass(60_000);
    expect(events()).toEqual([]);
    page.fire('pagehide', 60_000);
    expect(eventsIn(page.beacons[0]?.body).at(-1)?.payload).toMatchObject({ visible_ms: 0 });
  });

  test('begins new totals on another page within the page, and goes on counting windows', async () => {
    const { page, events, windows } = watched();
    visit(page);
    await page.pass(6_000);
    page.location.pathname = '/basket';
    visit(page, 10_000);
    await page.pass(12_000);
    const hashes = new Set(events().flatMap(({ payload }) => payload.page_path_hash ?? []));
    expect(hashes.size).toBe(2);
    expect(
      events()
        .filter(({ type }) => type === 'page')
        .map(({ payload }) => payload.page_path_shape),
    ).toEqual(['/', '/basket']);
    expect(windows().map(({ payload }) => payload.seq)).toEqual([0, 1]);
  });

  test('cannot be flooded out of what the contract takes', async () => {
    const { page, windows } = watched();
    for (let at = 0; at < 120_000; at += 1) {
      const far = at % 2 === 0 ? 1e15 : -1e15;
      page.fire('pointermove', 1_000 + at / 20, { clientX: far, clientY: Number.NaN, isTrusted: false });
    }
    await page.pass(9_000);
    expect(windows()).not.toHaveLength(0);
    expect(windows().every(({ payload }) => isWindowPayload(payload))).toBe(true);
  });

  test('listens passively and first', () => {
    const { page } = watched();
    expect(new Set(page.options.map((options) => JSON.stringify(options)))).toEqual(
      new Set(['{"capture":true,"passive":true}']),
    );
  });

  test('stops after a day: the wire knows no later times', async () => {
    const { page } = watched();
    await page.pass(2_000);
    page.now = 86_400_000;
    await page.pass(5_000);
    visit(page, 86_400_001);
    await page.pass(60_000);
    expect([page.sent.length, page.timers.length]).toEqual([1, 0]);
  });
});

describe('minimal mode', () => {
  test('stores nothing, names no page, and compares no movement', async () => {
    const { page, botect, events, windows } = watched({ minimal: true });
    visit(page);
    await page.pass(8_000);
    expect([page.stored.size, botect.sessionToken()]).toEqual([0, expect.stringMatching(/^bt_[\w-]{24}$/)]);
    expect(windows()[0]?.payload.sketch).toEqual([]);
    expect(JSON.stringify(events())).not.toMatch(/page_path|languages|software_rendering/);
  });
});

describe('whatever fails', () => {
  const throwing = () => {
    throw new Error('no');
  };

  test.each<[string, object]>([
    [
      'a browser without pointers, storage, randomness and media queries',
      {
        PointerEvent: undefined,
        crypto: undefined,
        localStorage: undefined,
        matchMedia: undefined,
      },
    ],
    ['storage that throws', { localStorage: { getItem: throwing, setItem: throwing } }],
    ['a network that throws', { fetch: throwing }],
    ['no fetch at all', { fetch: undefined }],
    ['media queries that throw', { matchMedia: throwing }],
  ])('%s: the page never hears of it', async (_, over) => {
    const { page, botect } = watched({}, new FakePage(over));
    visit(page);
    await page.pass(20_000);
    botect.flush();
    page.fire('pagehide', 21_000);
    await page.pass(100_000);
    expect(typeof botect.sessionToken()).toMatch(/string|object/);
  });

  test.each([401, 402, 403, 404])('an answer of %d ends it', async (status) => {
    const { page } = watched();
    page.answers = [{ status }];
    visit(page);
    await page.pass(120_000);
    page.fire('pagehide', 130_000);
    expect([page.sent.length, page.beacons.length, page.timers.length]).toEqual([1, 0, 0]);
  });
});
