import type { Cache, Channel } from '@botect/cache';
import type { Database, Sql } from '@botect/database';
import { silentLog, systemClock } from '@botect/runtime';
import { eventually, type SeededProject, seedProject } from '@botect/testkit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { connectPolicy } from './connect-policy.ts';
import { hashKey } from './hash-key.ts';
import type { PolicyReader } from './policy.ts';

/** A part that can be taken away, and is then told of nothing. */
export interface Severable {
  cut(): void;
  mend(): unknown;
}

/** What a process stands on, and the database as its owner has it, whom nothing is taken away from. */
export interface Surroundings {
  readonly owner: Database;
  readonly sql: Sql;
  readonly cache: Pick<Cache, 'channel'>;
  readonly toRedis: Severable;
  readonly toPostgres: Severable;
  close(): Promise<unknown>;
}

/** A revoked key may live on for two seconds, with whatever is there to hear of it; as long again for a machine busy with other tests. */
const deadWithin = { timeoutMs: 4_000 };
/** Longer than that. */
const suspensionMs = 2_100;
const unavailable = { code: 'SERVICE_UNAVAILABLE' };

/** What a process knows of keys while the connections that tell it come and go. */
export function connectPolicyContract(title: string, surround: () => Promise<Surroundings>): void {
  describe(title, () => {
    let at: Surroundings;
    let reader: PolicyReader;
    let keysAsked: number;
    let reconnections: number;
    let site: SeededProject;
    let other: SeededProject;
    beforeAll(async () => {
      at = await surround();
    });
    afterAll(() => at.close());

    const counted: Sql = {
      query(text, parameters) {
        if (parameters?.[0] instanceof Buffer) keysAsked += 1;
        return at.sql.query(text, parameters);
      },
    };
    const watched = (channel: Channel): Channel => ({
      publish: channel.publish,
      subscribe: (onMessage, onGap) =>
        channel.subscribe(onMessage, () => {
          reconnections += 1;
          onGap();
        }),
    });
    beforeEach(async () => {
      [keysAsked, reconnections] = [0, -1];
      [site, other] = [await seedProject(at.owner), await seedProject(at.owner)];
      const cache = { channel: (name: string) => watched(at.cache.channel(name)) };
      reader = await connectPolicy({ database: counted, cache, now: systemClock, log: silentLog });
      await Promise.all([find(site), find(other)]);
    });
    afterEach(() => reader.close());

    const find = ({ siteKey }: SeededProject) => reader.find('site', siteKey);
    /** As the control plane does it, but for the announcement. */
    const revoke = ({ siteKey, projectId }: SeededProject) =>
      at.owner.query(
        `with revoked as (update accounts.keys set revoked_at = now() where key_hash = $1)
         insert into accounts.policy_changes (project_id) values ($2)`,
        [hashKey(siteKey), projectId],
      );
    const redisIsBack = async () => {
      await at.toRedis.mend();
      await eventually(() => expect(reconnections).toBeGreaterThan(0));
    };
    const refused = (project: SeededProject) => async () => expect(await find(project)).toBeNull();

    test('a gap of Redis forgets nothing while PostgreSQL can be asked', async () => {
      at.toRedis.cut();
      await redisIsBack();
      for (const one of [site, other]) expect(await find(one)).toMatchObject({ projectId: one.projectId });
      expect(keysAsked).toBe(2);
    });

    test('a key revoked during a gap of Redis is refused within two seconds, and no other is asked about', async () => {
      at.toRedis.cut();
      await revoke(site);
      await eventually(refused(site), deadWithin);
      await redisIsBack();
      await find(other);
      expect(keysAsked).toBe(3);
    });

    test('with both away known sites are served, also once Redis is back; of a strange key nobody can tell', async () => {
      at.toRedis.cut();
      at.toPostgres.cut();
      const known = async () => expect(await find(site)).toMatchObject({ projectId: site.projectId });
      await known();
      await redisIsBack();
      await known();
      await expect(reader.find('site', 'pk_strange')).rejects.toMatchObject(unavailable);
      await at.toPostgres.mend();
    });

    test('a key revoked out of reach is refused within two seconds of the return of PostgreSQL alone', async () => {
      at.toRedis.cut();
      at.toPostgres.cut();
      await revoke(site);
      expect(await find(site)).not.toBeNull();
      await at.toPostgres.mend();
      await eventually(refused(site), deadWithin);
      await find(other);
      expect(keysAsked).toBeLessThanOrEqual(4);
      await at.toRedis.mend();
    });

    test('a process that was suspended when a key was revoked refuses it at its first call', async () => {
      await revoke(site);
      suspend();
      expect(await find(site)).toBeNull();
      expect(await find(other)).not.toBeNull();
    });
  });
}

/** Nothing of this process goes on meanwhile: no timer, no socket. */
function suspend(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, suspensionMs);
}
