import { type Channel, connectCache } from '@botect/cache';
import { Problem } from '@botect/contracts';
import type { Sql } from '@botect/database';
import { embeddedDatabase } from '@botect/testkit';
import { connectPolicyContract, type Severable } from './connect-policy.contract.ts';

connectPolicyContract('policies, by connections inside the process that are cut', async () => {
  const owner = await embeddedDatabase();
  const cache = await connectCache({ embedded: true });
  const [postgres, redis] = [severableSql(owner), severableChannels(cache.channel)];
  const close = () => Promise.all([owner.close(), cache.close()]);
  return { owner, ...postgres, ...redis, close };
});

function severableSql(sql: Sql): { readonly sql: Sql; readonly toPostgres: Severable } {
  let isCut = false;
  const gone = () => Promise.reject(new Problem('SERVICE_UNAVAILABLE', 'gone'));
  return {
    sql: { query: (text, parameters) => (isCut ? gone() : sql.query(text, parameters)) },
    toPostgres: {
      cut: () => {
        isCut = true;
      },
      mend: () => {
        isCut = false;
      },
    },
  };
}

/** Nothing is heard while they are cut, and all listeners are told so afterwards. */
function severableChannels(open: (name: string) => Channel) {
  let isCut = false;
  const gaps = new Set<() => void>();
  const channel = (name: string): Channel => ({
    publish: (message) => open(name).publish(message),
    subscribe(onMessage, onGap) {
      gaps.add(onGap);
      return open(name).subscribe((message) => isCut || onMessage(message), onGap);
    },
  });
  const toRedis: Severable = {
    cut: () => {
      isCut = true;
    },
    mend: () => {
      isCut = false;
      for (const onGap of gaps) onGap();
    },
  };
  return { cache: { channel }, toRedis };
}
