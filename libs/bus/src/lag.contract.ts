import { eventually } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import type { Fate } from './bus.ts';
import { type BusAtHand, group } from './bus-at-hand.fixture.ts';

type Readings = [records: number, place: { topic: string; group: string; partition: number }][];

/** What both buses tell of records nobody has dealt with yet. */
export function lagContract(at: BusAtHand): void {
  const lag = async () => (await at.telemetry.gauges.get('botect.bus.lag')?.()) as Readings;
  const unread = async () => (await lag()).reduce((sum, [records]) => sum + records, 0);

  test('lag is what the group has not committed, told of every partition', async () => {
    const { topic } = at;
    const release = Promise.withResolvers<void>();
    const done: Fate = { kind: 'done' };
    const handle = async (records: readonly object[]) => {
      await release.promise;
      return records.map(() => done);
    };
    await at.publishKeys(9);
    await at.bus.subscribe({ topic, group, handle });
    // More where a call that was slow was made again.
    expect(await unread()).toBeGreaterThanOrEqual(9);
    const places = (await lag()).map(([, place]) => place).toSorted((a, b) => a.partition - b.partition);
    expect(places).toEqual([0, 1, 2, 3].map((partition) => ({ topic, group, partition })));
    release.resolve();
    await eventually(async () => expect(await unread()).toBe(0));
  });
}
