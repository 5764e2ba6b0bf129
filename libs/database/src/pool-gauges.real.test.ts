import { recordingTelemetry } from '@botect/runtime';
import { describeReal, freshDatabase } from '@botect/testkit';
import { expect, test } from '@jest/globals';
import { connectDatabase } from './connect-database.ts';

describeReal('the statements waiting for a connection', (real) => {
  /** A pool of two connections, both idle. */
  const pooled = async () => {
    const fresh = await freshDatabase(real);
    const telemetry = recordingTelemetry();
    const database = await connectDatabase({ url: fresh.url, poolMax: 2, telemetry });
    await Promise.all([database.ping(), database.ping()]);
    const gauge = telemetry.gauges.get('db.client.connection.pending_requests');
    const waiting = () => [...((gauge?.() ?? []) as [number][])].map(([value]) => value);
    const close = () => database.close().then(() => fresh.close());
    return { database, waiting, close };
  };

  test('are none while there are idle ones, even at the moment somebody asks', async () => {
    const { database, waiting, close } = await pooled();
    const asking = [database.ping(), database.ping()];
    expect(waiting()).toEqual([0]);
    await Promise.all(asking);
    expect(waiting()).toEqual([0]);
    await close();
  });

  test('are those there is no connection for, until there is one', async () => {
    const { database, waiting, close } = await pooled();
    const asking = Array.from({ length: 5 }, () => database.query('select 1'));
    expect(waiting()).toEqual([3]);
    await Promise.all(asking);
    expect(waiting()).toEqual([0]);
    await close();
  });
});
