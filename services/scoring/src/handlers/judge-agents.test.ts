import { describe, expect, test } from '@jest/globals';
import { agent, visitRecord } from '../adapters/signed-visit.fixture.ts';
import { embeddedStores } from './embedded-stores.fixture.ts';
import { scoringHarness } from './scoring-harness.fixture.ts';

const stores = embeddedStores();

const { now, faults, consumer, subject } = scoringHarness(stores);
const done = { kind: 'done' };

/** One project of its own, an agent, and a process that admits these hosts. */
function setting(signedAgents: string[] | null = ['agent.example']) {
  const site = subject();
  const bot = agent();
  const handle = consumer({ signedAgents, outbound: bot.outbound });
  const visit = (signed = bot.signed(now())) => visitRecord(site.projectId, now(), signed);
  const category = async () => (await site.visible('a'))?.verifiedCategory;
  return { ...site, ...bot, handle, visit, category };
}

describe('a visit signed by an agent', () => {
  test('makes its session a verified one', async () => {
    const { handle, visit, category, seen } = setting();
    expect(await handle([visit()])).toEqual([done]);
    expect(await category()).toBe('Signed Agent');
    expect(seen.asked).toEqual(['https://agent.example/.well-known/http-message-signatures-directory']);
  });

  test('whose signature was made for another site is told', async () => {
    const { handle, visit, signed, visible } = setting();
    await handle([visit({ ...signed(now()), authority: 'other.example' })]);
    expect(await visible('a')).toMatchObject({ verifiedCategory: null, detectionIds: [1031], score: 10 });
  });

  test('whose directory is away is scored without proof, and proven by a later visit', async () => {
    const { handle, visit, category, seen } = setting();
    seen.away = true;
    expect([await handle([visit()]), await category()]).toEqual([[done], null]);
    seen.away = false;
    now.advance(300_000);
    await handle([visit()]);
    expect([await category(), seen.asked.length]).toEqual(['Signed Agent', 2]);
  });

  test('is verified again when its records are handed over again, and is no replay', async () => {
    const { handle, visit, category, stored } = setting();
    const records = [visit()];
    faults.save = true;
    await expect(handle(records)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    faults.save = false;
    await handle(records);
    await handle(records);
    expect([await category(), (await stored()).map(({ revision }) => revision)]).toEqual([
      'Signed Agent',
      [1],
    ]);
  });

  test.each<[string, string[] | null]>([
    ['signatures are not looked at', null],
    ['its host is not admitted', ['other.example']],
  ])('asks nobody when %s', async (_, admitted) => {
    const { handle, visit, category, seen } = setting(admitted);
    expect([await handle([visit()]), await category(), seen.asked]).toEqual([[done], null, []]);
  });

  test('holds up no other session of the fetch for longer than a second, though its directory never answers', async () => {
    const site = subject();
    const bot = agent();
    const never = { get: () => new Promise<never>(() => {}) };
    const handle = consumer({ signedAgents: ['*'], outbound: never });
    const signed = visitRecord(site.projectId, now(), bot.signed(now()));
    const startedMs = performance.now();
    expect(await handle([signed, site.record('b')])).toEqual([done, done]);
    expect(performance.now() - startedMs).toBeLessThan(3_000);
    expect((await site.visible('b'))?.score).toBe(87);
  });
});
