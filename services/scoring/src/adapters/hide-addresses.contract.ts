import { createHash } from 'node:crypto';
import type { Database } from '@botect/database';
import { seedProject } from '@botect/testkit';
import { describe, expect, test } from '@jest/globals';
import { postgresHideAddresses } from './hide-addresses.postgres.ts';

const before = Date.UTC(2026, 4, 31);
const address = '203.0.113.7';
const client = { ip: address, ua: 'Browser' };
const told = { ip: address, source: 'cf-connecting-ip', inferred: false };
const everywhere = {
  client,
  address: { ip: address, atMs: 1 },
  hits: { count: 1, address: told },
  seen: [1],
};

interface Row {
  readonly ip: string | null;
  readonly address_hash: Uint8Array | null;
  readonly address_hidden: boolean;
  readonly revision: number;
  readonly state: unknown;
}

/** `opened` answers a database as its owner: seeding writes what scoring may not. */
export function hideAddressesContract(opened: () => Database): void {
  const seeded = async (state: object, { ip = address as string | null, seenMs = before - 1 } = {}) => {
    const { accountId, projectId } = await seedProject(opened());
    await opened().query(
      `insert into scoring.sessions (project_id, token, account_id, revision, score, ip, ua, state, last_seen_at)
       values ($1, 'token', $2, 3, 50, $3, 'Browser', $4, $5)`,
      [projectId, accountId, ip, JSON.stringify(state), new Date(seenMs)],
    );
    const row = async () => {
      const text = 'select * from scoring.sessions where project_id = $1';
      return (await opened().query<Row>(text, [projectId])).rows[0];
    };
    return { projectId, row };
  };
  const hide = (most = 1_000) => postgresHideAddresses(opened())(before, most);

  describe('hiding addresses', () => {
    test('leaves none in the row, and all else as it was', async () => {
      const { row } = await seeded(everywhere);
      await hide();
      const left = await row();
      expect(JSON.stringify(left)).not.toContain(address);
      const state = { client: { ip: null, ua: 'Browser' }, hits: { count: 1, address: null }, seen: [1] };
      expect(left).toMatchObject({ revision: 3, ua: 'Browser', address_hidden: true, state });
    });

    test('keeps a hash under the secret of the project', async () => {
      const { projectId, row } = await seeded({}, { ip: '2001:DB8::7' });
      await hide();
      const text = 'select session_seed as seed from accounts.scoring_settings where project_id = $1';
      const { rows } = await opened().query<{ seed: Uint8Array }>(text, [projectId]);
      const hash = createHash('sha256')
        .update(rows[0]?.seed ?? '')
        .update('address:2001:db8::7');
      expect(Buffer.from((await row())?.address_hash ?? []).toString('hex')).toBe(hash.digest('hex'));
    });

    test.each([[{}], [{ client: null, hits: null, address: null }], [{ client: {} }]])(
      'bears a session that has no address: %j',
      async (state) => {
        const { row } = await seeded(state, { ip: null });
        await hide();
        expect(await row()).toMatchObject({ address_hash: null, address_hidden: true });
      },
    );

    test('leaves whoever was seen since, takes no more at once than asked for, and each once', async () => {
      await hide();
      const recent = await seeded(everywhere, { seenMs: before });
      for (const _ of [1, 2, 3]) await seeded(everywhere);
      expect([await hide(2), await hide(2), await hide(2)]).toEqual([2, 1, 0]);
      expect(await recent.row()).toMatchObject({ ip: address, address_hidden: false });
    });
  });
}
