import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldBatch } from './fold-batch.ts';
import { trustedAddress } from './fold-report.ts';
import { scoreSession } from './score-session.ts';
import { batch, clientWith, signal } from './session-builder.fixture.ts';
import type { Batch, SessionState } from './session-state.ts';
import type { PageHit, SiteReport } from './site-report.ts';

const nothing: SiteReport = { atMs: 1_000, pageId: null, hit: null, loggedIn: null, address: null };
const told = (over: Partial<SiteReport>, acceptedAtMs = 5_000): Batch =>
  batch([], { acceptedAtMs, client: null, report: { ...nothing, ...over } });
const page = (id: number, over: Partial<PageHit> = {}): Pick<SiteReport, 'pageId' | 'hit'> => ({
  pageId: `${id}`,
  hit: { idHash: 9_000 + id, headerNames: ['host'], languages: ['en'], hadSessionCookie: false, ...over },
});
const at = (ip: string, inferred = false): Pick<SiteReport, 'address'> => ({
  address: { ip, source: 'header', inferred },
});
const fold = (...batches: readonly Batch[]): SessionState => {
  const state = batches.reduce<SessionState | null>((before, one) => foldBatch(before, one).state, null);
  if (state === null) throw new Error('nothing to fold');
  return state;
};

describe('what a site’s server tells', () => {
  test('makes a session that is not computed as long as no engine speaks', () => {
    const state = fold(told(page(1)));
    expect(scoreSession(state)).toMatchObject({ score: 0, loggedIn: null });
    expect(state).toMatchObject({ hits: { count: 1 }, firstAtMs: 5_000, lastAtMs: 5_000, client: null });
  });

  test('of one page counts once, and of what it says the newest stays', () => {
    const first = told(page(1));
    const again = told(page(1, { hadSessionCookie: true }), 6_000);
    const older = told({ ...page(2, { headerNames: ['accept'] }), atMs: 500 }, 7_000);
    expect(fold(first, again, older, again).hits).toMatchObject({
      count: 2,
      headerNames: ['host'],
      hadSessionCookie: true,
    });
  });

  test('again, as it was delivered before, changes nothing', () => {
    const one = told({ ...page(1), loggedIn: true, ...at('8.8.8.8') });
    const state = fold(one);
    expect(foldBatch(state, one)).toEqual({ state, newEvents: 0, changed: false });
  });

  test.each<[string, readonly Batch[], boolean]>([
    ['logged in', [told({ loggedIn: true })], true],
    ['logged out since', [told({ loggedIn: true }), told({ loggedIn: false, atMs: 2_000 })], false],
    [
      'logged in since an older word that came late',
      [told({ loggedIn: true, atMs: 2_000 }), told({ loggedIn: false })],
      true,
    ],
    ['both in one millisecond', [told({ loggedIn: true }), told({ loggedIn: false })], true],
  ])('of logins the newest word stands: %s', (_what, batches, value) => {
    expect(scoreSession(fold(...batches)).loggedIn).toBe(value);
    expect(scoreSession(fold(...batches.toReversed())).loggedIn).toBe(value);
  });

  test.each<[string, readonly Batch[], string | null]>([
    ['certain', [told(at('8.8.8.8'))], '8.8.8.8'],
    ['guessed', [told(at('8.8.8.8', true))], null],
    ['older than the browser’s own', [told(at('8.8.8.8')), batch([signal(1, 'mouse')])], '203.0.113.9'],
    [
      'newer than the browser’s own',
      [batch([signal(1, 'mouse')]), told({ ...at('8.8.8.8'), atMs: 6_000 }, 7_000)],
      '8.8.8.8',
    ],
    [
      'beside a browser whose address is unknown',
      [batch([signal(1, 'mouse')], { client: clientWith({ ip: null }) }), told(at('8.8.8.8'))],
      '8.8.8.8',
    ],
  ])('the address of a session, when the one told is %s', (_what, batches, address) => {
    expect(trustedAddress(fold(...batches))).toBe(address);
  });

  test('a guessed address is shown with its page, and no more', () => {
    const state = fold(told({ ...page(1), ...at('8.8.8.8', true) }));
    expect([state.hits?.address?.ip, state.address]).toEqual(['8.8.8.8', null]);
  });

  test('signals handed on leave the browser seen before in its place, and count for the page named', () => {
    const handedOn = batch([signal(2, 'mouse', { mouse_moves: 3, page_path_hash: 'ab' })], {
      acceptedAtMs: 9_000,
      client: null,
      report: { ...nothing, pageId: 'f00' },
    });
    const state = fold(batch([signal(1, 'mouse')]), handedOn);
    expect(state.client?.ip).toBe('203.0.113.9');
    expect(Object.keys(state.pages)).toEqual(['', 'f00']);
  });

  test('between the batches of a browser the newest of them stays, also in a session from before reports', () => {
    const { clientAtMs: _, ...before } = fold(
      batch([signal(1, 'mouse')], { client: clientWith({ ua: 'first' }) }),
    );
    const later = told({ loggedIn: true }, 9_000);
    const browser = batch([signal(2, 'mouse')], {
      acceptedAtMs: 8_000,
      client: clientWith({ ua: 'second' }),
    });
    const after = foldBatch(foldBatch(before, later).state, browser).state;
    expect(after.client?.ua).toBe('second');
  });

  test('comes to the same in any order, and however often', () => {
    const word = fc.record({
      atMs: fc.integer({ min: 1, max: 3 }),
      loggedIn: fc.option(fc.boolean(), { nil: null }),
      address: fc.option(
        fc.constantFrom('8.8.8.8', '9.9.9.9').map((ip) => at(ip).address),
        { nil: null },
      ),
      page: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
      fromBrowser: fc.boolean(),
    });
    const batches = fc.array(word, { minLength: 2, maxLength: 6 }).map((words) =>
      words.map(({ page: id, fromBrowser, ...said }, index) =>
        fromBrowser
          ? batch([signal(index, 'mouse')], {
              acceptedAtMs: 10 + index,
              client: clientWith({ ua: `${index}` }),
            })
          : told({ ...said, ...(id !== null && page(id, { languages: [`${index}`] })) }, 10 + index),
      ),
    );
    const orders = batches.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
    );
    fc.assert(
      fc.property(orders, ([all, shuffled]) => {
        const sorted = (state: SessionState) => ({ ...state, seen: state.seen.toSorted((a, b) => a - b) });
        expect(sorted(fold(...shuffled))).toEqual(sorted(fold(...all)));
      }),
      { seed: 5 },
    );
  });
});
