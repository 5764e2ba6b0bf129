import { bands } from '@botect/contracts';
import type { Database } from '@botect/database';
import { bandOf } from '@botect/rules';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SessionPlace } from '../core/page-cursor.ts';
import { anySession, type SessionFilter } from '../core/session-record.ts';
import { buildAccount } from './account-builder.fixture.ts';
import { hideAddresses, type SeededSession, seedSessions } from './seed-sessions.fixture.ts';
import { seedDetails } from './session-details.fixture.ts';
import { postgresSessionReader } from './session-reader.postgres.ts';

const june = Date.UTC(2026, 5, 14);
const usual = { score: 50, lastSeenMs: june };
const measures = {
  sums: { mouse_moves: 30 },
  minima: {},
  maxima: {},
  entropy: [15, 30],
  velocity: [0, 0],
  pointerTypes: ['mouse'],
};

export function sessionReaderContract(database: () => Database): void {
  const reader = () => postgresSessionReader(database());
  const seeded = async (sessions: readonly SeededSession[]) => {
    const own = await buildAccount(database());
    await seedSessions(database(), own, sessions);
    return own.projectId;
  };
  const tokens = (all: readonly { readonly token: string }[]) => all.map(({ token }) => token);
  const found = async (projectId: number, filter: Partial<SessionFilter>) => {
    const part = { limit: 1_000, after: null };
    return tokens(await reader().page(projectId, { ...anySession, ...filter }, part));
  };

  describe('a session reader', () => {
    test('shows the sessions of one project alone, newest first, as they are kept', async () => {
      const known = { ip: '203.0.113.9', ua: 'Mozilla', country: 'DE', detectionIds: [1001, 3002] };
      const first = { ...usual, ...known, token: 'a', verifiedCategory: 'Search' };
      await seeded([{ ...usual, token: 'foreign' }]);
      const projectId = await seeded([first, { ...usual, token: 'b', lastSeenMs: june + 1 }]);
      const [newest, oldest] = await reader().page(projectId, anySession, { limit: 9, after: null });
      expect([newest?.token, newest?.ip]).toEqual(['b', null]);
      const { ua: userAgent, lastSeenMs: lastSeenAtMs, ...same } = first;
      expect(oldest).toMatchObject({ ...same, userAgent, lastSeenAtMs });
      expect(oldest?.scoredAtMs).toBeGreaterThan(0);
    });

    test('page by page shows every session once, in one order, whatever the size of the pages', async () => {
      const letters = fc.constantFrom(...'-0AZ_az');
      const token = fc.string({ unit: letters, minLength: 1, maxLength: 4 });
      const session = fc.record({ token, lastSeenMs: fc.integer({ min: june, max: june + 3 }) });
      const sessions = fc.uniqueArray(session, { selector: ({ token }) => token, maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(sessions, fc.integer({ min: 1, max: 5 }), async (all, limit) => {
          const projectId = await seeded(all.map((one) => ({ ...usual, ...one })));
          const seen: string[] = [];
          let after: SessionPlace | null = null;
          for (let pages = 0; pages <= all.length; pages += 1) {
            const page = await reader().page(projectId, anySession, { limit, after });
            seen.push(...tokens(page));
            after = page.at(-1) ?? after;
            if (page.length < limit) break;
          }
          const rank = ({ token, lastSeenMs }: (typeof all)[number]) => `${lastSeenMs} ${token}`;
          expect(seen).toEqual(tokens(all.toSorted((a, b) => (rank(a) < rank(b) ? 1 : -1))));
        }),
        { numRuns: 25, seed: 20_261_121 },
      );
    });

    const various: SeededSession[] = [
      { ...usual, token: 'plain' },
      { ...usual, token: 'v4', ip: '203.0.113.9', ua: 'curl/8', country: 'DE' },
      { ...usual, token: 'v6', ip: '2001:db8::1', ua: 'curl/80' },
      { ...usual, token: 'zone', ip: 'fe80::1%eth0' },
      { ...usual, token: 'none', score: 0 },
      { ...usual, token: 'bot', score: 1, detectionIds: [1001, 3002] },
      { ...usual, token: 'low', score: 29, detectionIds: [3002] },
      { ...usual, token: 'edge', score: 30, lastSeenMs: june - 1 },
      { ...usual, token: 'crawler', score: 1, verifiedCategory: 'Search' },
    ];
    test.each<[title: string, filter: Partial<SessionFilter>, tokens: string[]]>([
      ['one token', { token: 'v4' }, ['v4']],
      ['a beginning of tokens', { tokenBegins: 'v' }, ['v4', 'v6']],
      ['a beginning taken literally', { tokenBegins: '_' }, []],
      ['an address', { network: '203.0.113.9' }, ['v4']],
      ['an address in another spelling', { network: '2001:0DB8:0::0001' }, ['v6']],
      ['a network', { network: '203.0.113.77/24' }, ['v4']],
      ['a network of the other family', { network: '::/0' }, ['v6']],
      ['an agent as a whole', { userAgent: 'curl/8' }, ['v4']],
      ['a country in any case', { country: 'de' }, ['v4']],
      ['a detection', { detectionId: 3002 }, ['bot', 'low']],
      ['verified bots', { verified: true }, ['crawler']],
      ['everybody else, scored low', { verified: false, scoreMin: 1, scoreMax: 29 }, ['bot', 'low']],
      ['the band below the threshold', { band: 'likely_automated' }, ['low']],
      ['a time, its end left out', { fromMs: june - 1, toMs: june }, ['edge']],
      ['several at once', { userAgent: 'curl/8', network: '::/0' }, []],
    ])('finds by %s', async (_, filter, expected) => {
      const projectId = await seeded(various);
      expect((await found(projectId, filter)).sort()).toEqual([...expected].sort());
      expect(await reader().count(projectId, { ...anySession, ...filter }, 100)).toBe(expected.length);
    });

    test.each([
      ['203.0.113.9', ['v4']],
      ['2001:0DB8::1', ['v6']],
      ['203.0.113.9/24', []],
      ['203.0.113.8', []],
    ])('of sessions whose address is a hash by now %s finds %j', async (network, expected) => {
      const projectId = await seeded(various);
      await hideAddresses(database(), projectId);
      expect(await found(projectId, { network })).toEqual(expected);
    });

    test('puts every score in the band the rules put it in', async () => {
      const scores = Array.from({ length: 100 }, (_, score) => ({ ...usual, token: `s${score}`, score }));
      const projectId = await seeded([...scores, { ...usual, token: 'v', score: 1, verifiedCategory: 'AI' }]);
      for (const likelyBotThreshold of [1, 2, 30, 99]) {
        await database().prisma.scoringSettings.update({
          where: { projectId },
          data: { likelyBotThreshold },
        });
        for (const band of bands.filter((one) => one !== 'verified')) {
          const expected = scores.filter(({ score }) => bandOf(score, false, likelyBotThreshold) === band);
          expect((await found(projectId, { band })).sort()).toEqual(tokens(expected).sort());
        }
        expect(await found(projectId, { band: 'verified' })).toEqual(['v']);
      }
    });

    test('stops counting at the most', async () => {
      const projectId = await seeded(['a', 'b', 'c'].map((token) => ({ ...usual, token })));
      expect(await reader().count(projectId, anySession, 2)).toBe(2);
    });

    test('shows one session with how its score came to be', async () => {
      const projectId = await seeded([{ ...usual, token: 'a', mouseEntropy: 0.74 }]);
      const reasons = [
        { id: 3002, term: 'low_pointer_entropy', points: -30, evidence: 'mouse_entropy 0.02' },
      ];
      const history = [{ at: '2026-06-14T00:00:00.000Z', score: 50, detection_ids: [] }];
      const page = { snapshot: null, increments: measures };
      const probe = { passed: false, tells: ['webdriver'], languages: ['de'] };
      const state = { seen: [1, 2], pages: { p1: page, p2: { ...page, snapshot: measures } }, probe };
      await seedDetails(database(), { projectId, token: 'a' }, { reasons, history, state });
      const session = await reader().find(projectId, 'a');
      expect(session).toMatchObject({ reasons, history, tells: ['webdriver'], languages: ['de'] });
      expect(session?.behavioral.mouseEntropy).toBe(0.74);
      expect(session?.pages).toEqual(['p1', 'p2'].map((page) => ({ page, measures })));
    });

    test.each([{}, { pages: 7, probe: null }, { pages: { p1: { increments: 'x' } } }])(
      'shows as not measured what it cannot read: %j',
      async (state) => {
        const projectId = await seeded([{ ...usual, token: 'a' }]);
        await seedDetails(database(), { projectId, token: 'a' }, { state });
        const session = await reader().find(projectId, 'a');
        expect(session?.tells).toEqual([]);
        for (const page of session?.pages ?? []) expect(page.measures.sums).toEqual({});
      },
    );

    test('finds nothing of other projects', async () => {
      const [ours, theirs] = [await seeded([]), await seeded([{ ...usual, token: 'a' }])];
      expect([await reader().find(ours, 'a'), await reader().whole(ours, ['a'])]).toEqual([null, []]);
      expect(await reader().whole(theirs, ['a'])).toHaveLength(1);
    });

    test('gives out all that is stored, in the order asked for', async () => {
      const projectId = await seeded(['a', 'b'].map((token) => ({ ...usual, token, mouseEntropy: 0.1 })));
      const state = { seen: [9_007_199_254_740_991, 2] };
      await seedDetails(database(), { projectId, token: 'b' }, { state });
      const documents = (await reader().whole(projectId, ['b', 'gone', 'a'])).map((text) => JSON.parse(text));
      expect(tokens(documents)).toEqual(['b', 'a']);
      expect(documents[0]).toMatchObject({ project_id: projectId, mouse_entropy: 0.1, state, reasons: [] });
      const { rows } = await database().query<{ column_name: string }>(
        `select attname as column_name from pg_attribute
         where attrelid = 'scoring.sessions'::regclass and attnum > 0 and not attisdropped`,
      );
      expect(Object.keys(documents[0]).sort()).toEqual(rows.map((row) => row.column_name).sort());
    });
  });
}
