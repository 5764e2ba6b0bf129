import { readFileSync } from 'node:fs';
import { actions, bands, testKeys, testScenarios } from '@botect/contracts';
import { ok, requestOf } from '@botect/http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { answerTestKeys, type TestKeySettings } from './answer-test-keys.ts';
import { verdictServer } from './verdict-server.fixture.ts';

const real = ok({ action: 'real' });
const asking = (key: string) => requestOf({ headers: { authorization: `Bearer ${key}` } });
const bodyOf = ({ body }: { readonly body: unknown }) => JSON.parse(String(body));

/** Waits are begun and ended by hand. */
function subject(over: Partial<TestKeySettings> = {}) {
  const waits: { readonly ms: number; readonly end: () => void }[] = [];
  const pause = (ms: number) => new Promise<void>((end) => waits.push({ ms, end }));
  return { waits, handle: answerTestKeys({ slowMs: 2_000, pause, ...over }, () => real) };
}

describe('the test keys, switched on', () => {
  test.each([
    ['human', 'likely_human', 99, 'allow'],
    ['definite', 'definite', 1, 'block'],
    ['likely', 'likely_automated', 15, 'challenge'],
    ['not_computed', 'not_computed', 0, 'allow'],
  ] as const)('%s is always %s, %i, %s', async (scenario, verdict, score, action) => {
    const { handle } = subject();
    const answer = bodyOf(await handle(asking(testKeys[scenario].privateKey)));
    expect(answer).toMatchObject({ verdict, score, action });
    expect(answer.detection_ids.length > 0).toBe(action === 'block' || action === 'challenge');
  });

  test.each(testScenarios.filter((scenario) => scenario !== 'down'))(
    '%s answers what any client accepts',
    async (scenario) => {
      const handle = answerTestKeys({ slowMs: 0 }, () => real);
      const answer = bodyOf(await handle(asking(testKeys[scenario].privateKey)));
      expect(Object.keys(answer)).toEqual(['verdict', 'score', 'action', 'detection_ids', 'reason']);
      expect([bands, actions]).toEqual([
        expect.arrayContaining([answer.verdict]),
        expect.arrayContaining([answer.action]),
      ]);
    },
  );

  test('slow answers after the time set, and not before', async () => {
    const { handle, waits } = subject();
    const answer = handle(asking(testKeys.slow.privateKey));
    expect([waits.map(({ ms }) => ms), await Promise.race([answer, 'nothing yet'])]).toEqual([
      [2_000],
      'nothing yet',
    ]);
    waits[0]?.end();
    expect(bodyOf(await answer)).toMatchObject({ action: 'allow' });
  });

  test('slow holds up fifty answers and no more, and as many again when those are out', async () => {
    const { handle, waits } = subject();
    const held = Array.from({ length: 50 }, () => handle(asking(testKeys.slow.privateKey)));
    expect(bodyOf(await handle(asking(testKeys.slow.privateKey)))).toMatchObject({ action: 'allow' });
    for (const { end } of waits.splice(0)) end();
    await Promise.all(held);
    void handle(asking(testKeys.slow.privateKey));
    expect(waits).toHaveLength(1);
  });

  test('down is a platform that cannot answer', async () => {
    await expect(subject().handle(asking(testKeys.down.privateKey))).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      retriable: true,
    });
  });

  test.each([testKeys.human.siteKey, 'sk_other', ''])('the key "%s" is left to others', async (key) => {
    expect(await subject().handle(asking(key))).toBe(real);
  });
});

describe('over HTTP', () => {
  const servers: Awaited<ReturnType<typeof verdictServer>>[] = [];
  beforeAll(async () => {
    servers.push(await verdictServer(), await verdictServer({ testKeys: { slowMs: 0 } }));
  }, 180_000);
  afterAll(() => Promise.all(servers.map((server) => server.close())));
  const statuses = (key: string) =>
    Promise.all(
      servers.map(
        async ({ read }) => (await read('any', { headers: { 'x-botect-private-key': key } })).status,
      ),
    );

  test.each(testScenarios)('%s is no key unless switched on', async (scenario) => {
    expect(await statuses(testKeys[scenario].privateKey)).toEqual([401, scenario === 'down' ? 503 : 200]);
  });

  test('nothing is counted, and nobody asked', async () => {
    expect(servers[1]?.counted()).toEqual([]);
    expect([servers[1]?.asked, servers[1]?.keysUsed]).toEqual([[], []]);
  });
});

test('the page about the test keys shows each of them, in its own line', () => {
  const page = readFileSync(new URL('../../../../docs/test-keys.md', import.meta.url), 'utf8');
  for (const [scenario, { siteKey, privateKey }] of Object.entries(testKeys)) {
    const row = (key: string) => new RegExp(`^\\| ${scenario.replace('_', ' ')} +\\|.*\`${key}\``, 'm');
    expect([page.match(row(siteKey)), page.match(row(privateKey))]).not.toContain(null);
  }
});
