import { describe, expect, test } from '@jest/globals';
import { sweeps, windowsOf } from '../core/any-window.fixture.ts';
import type { WindowEvidence } from '../core/window-evidence.ts';
import { embeddedStores } from './embedded-stores.fixture.ts';
import { scoringHarness } from './scoring-harness.fixture.ts';

const stores = embeddedStores();

const { faults, consumer, subject } = scoringHarness(stores);
/** What a project's sessions share, by their tokens. */
async function alikeness(projectId: number) {
  const { rows } = await stores().database.query<{ token: string; windows: WindowEvidence | null }>(
    `select token, state->'windows' as windows from scoring.sessions where project_id = $1 order by token`,
    [projectId],
  );
  return rows.map(({ token, windows }) => [token, windows?.compared, windows?.shared]);
}
const [motion = {}] = windowsOf(sweeps(200));
const [other = {}] = windowsOf(sweeps(200, 3));

describe('the movements of a session', () => {
  test('are shared when another session made them before, and not when nobody did', async () => {
    const { record, projectId } = subject();
    await consumer()([record('a', motion)]);
    await consumer()([record('b', motion), record('c', other)]);
    const [[, compared] = []] = await alikeness(projectId);
    expect(compared).toBeGreaterThanOrEqual(3);
    expect(await alikeness(projectId)).toEqual([
      ['a', compared, 0],
      ['b', compared, compared],
      ['c', expect.any(Number), 0],
    ]);
  });

  test('are shared with a session of the same fetch', async () => {
    const { record, projectId } = subject();
    await consumer()([record('a', motion), record('b', motion)]);
    const [, [, compared, shared] = []] = await alikeness(projectId);
    expect([compared, compared]).toEqual([shared, expect.any(Number)]);
  });

  test('are the same after a redelivery, also to another process', async () => {
    const { record, projectId } = subject();
    const records = [record('a', motion), record('b', motion), record('a', other)];
    await consumer()(records);
    const before = await alikeness(projectId);
    await consumer()(records);
    await consumer()(records.toReversed());
    expect(await alikeness(projectId)).toEqual(before);
  });

  test('are the same when the first attempt could not be saved', async () => {
    const { record, projectId } = subject();
    const [handle, records] = [consumer(), [record('a', motion), record('b', motion)]];
    faults.save = true;
    await expect(handle(records)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    faults.save = false;
    await handle(records.toReversed());
    expect((await alikeness(projectId)).map(([token, , shared]) => [token, Number(shared) > 0])).toEqual([
      ['a', false],
      ['b', true],
    ]);
  });

  test('are not compared while the cache is away, the session is scored, and later ones are compared', async () => {
    const { record, projectId } = subject();
    await consumer()([record('a', motion), record('a', other)]);
    faults.compare = true;
    expect(await consumer()([record('b', motion)])).toEqual([{ kind: 'done' }]);
    expect((await alikeness(projectId))[1]).toEqual(['b', 0, 0]);
    faults.compare = false;
    await consumer()([record('b', other)]);
    const [, [, compared, shared] = []] = await alikeness(projectId);
    expect([shared, Number(shared) > 0]).toEqual([compared, true]);
  });

  test('are none in a window that contradicts itself', async () => {
    const { record, projectId } = subject();
    await consumer()([record('a', { ...motion, span_ms: 1 })]);
    await consumer()([record('b', motion)]);
    const [[, compared] = [], [, , shared] = []] = await alikeness(projectId);
    expect([compared, shared]).toEqual([0, 0]);
  });

  test('of one project say nothing in another', async () => {
    const [one, two] = [subject(), subject()];
    await consumer()([one.record('a', motion), two.record('b', motion)]);
    expect((await alikeness(two.projectId))[0]?.[2]).toBe(0);
  });
});
