import { connectCache } from '@botect/cache';
import { connectDatabase } from '@botect/database';
import { silentLog } from '@botect/runtime';
import { describeReal, faultyLink, freshDatabase } from '@botect/testkit';
import { connectPolicyContract } from './connect-policy.contract.ts';

describeReal('real infrastructure', (real) => {
  connectPolicyContract('policies, by links to Redis and PostgreSQL that are cut', async () => {
    const fresh = await freshDatabase(real);
    const owner = await connectDatabase({ url: fresh.url, migrate: true });
    const [toRedis, toPostgres] = await Promise.all([faultyLink(real.redisUrl), faultyLink(fresh.url)]);
    const cache = await connectCache({ redisUrl: toRedis.url, log: silentLog });
    const sql = await connectDatabase({ url: toPostgres.url, role: 'ingest' });
    const close = async () => {
      await Promise.all([cache.close(), sql.close(), owner.close()]);
      await Promise.all([toRedis.close(), toPostgres.close()]);
      await fresh.close();
    };
    return { owner, sql, cache, toRedis, toPostgres, close };
  });
});
