import { connectBus, type Subscription } from '@botect/bus';
import { connectCache } from '@botect/cache';
import { encodeTally, talliesTopic, topics } from '@botect/contracts';
import { silentLog as log, systemClock as now } from '@botect/runtime';
import { embeddedDatabase } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { buildAccount } from '../../adapters/account-builder.fixture.ts';
import { accounts } from '../../wiring.ts';

const hour = Date.UTC(2026, 5, 14, 10);
const rates = { perAddress: 1, perKey: 1, burst: 1 };
const tally = {
  v: 1 as const,
  source: '6f1c2a34-0000-4000-8000-000000000001',
  from: hour,
  to: hour,
  keys: [],
  rules: [],
};

test('counts that a process published are kept, each once', async () => {
  const database = await embeddedDatabase();
  const bus = await connectBus({ sql: database, log }, topics);
  const { projectId } = await buildAccount(database);
  const cache = await connectCache({ embedded: true });
  const { subscriptions } = accounts({ database, bus, cache, log, now, rates, auditDays: 730 });
  const publish = (sequence: number) => {
    const value = encodeTally({ ...tally, sequence, verdicts: [[projectId, hour, 'definite', 'block', 3]] });
    return bus.publish({ topic: talliesTopic.name, key: tally.source, value });
  };
  for (const sequence of [1, 1, 2]) await publish(sequence);
  const allTaken = Promise.withResolvers<void>();
  let open = 3;
  const counting =
    (handle: Subscription['handle']): Subscription['handle'] =>
    async (records) => {
      const fates = await handle(records);
      open -= records.length;
      if (open === 0) allTaken.resolve();
      return fates;
    };
  for (const one of subscriptions) await bus.subscribe({ ...one, handle: counting(one.handle) });
  await allTaken.promise;
  expect(await database.prisma.verdictHour.findMany({ where: { projectId } })).toMatchObject([
    { verdicts: 6n },
  ]);
  await bus.close();
  await database.close();
}, 180_000);
