import { expect, test } from '@jest/globals';
import type { Database } from './database.ts';

/** Part of the database contract. */
export function prismaAgrees(database: () => Database): void {
  test('Prisma and SQL see the same rows', async () => {
    const { query, prisma } = database();
    const projects = { create: { name: 'Shop', domains: ['shop.example'] } };
    await prisma.account.create({ data: { name: 'Acme', slug: 'acme', monthlyEventQuota: 5n, projects } });
    const { rows } = await query(
      `select a.monthly_event_quota, p.domains, p.created_at from accounts.projects p join accounts.accounts a on a.id = p.account_id`,
    );
    const project = await prisma.project.findFirstOrThrow({ where: { name: 'Shop' } });
    expect(rows).toEqual([
      { monthly_event_quota: 5, domains: project.domains, created_at: project.createdAt },
    ]);
  });

  test('a time written by SQL is the same instant in Prisma, and the other way round', async () => {
    const { query, prisma } = database();
    const instant = new Date('2026-03-29T01:30:00.123Z');
    await query(`insert into accounts.users (name, email, created_at) values ('a', 'a@example.org', $1)`, [
      instant,
    ]);
    await prisma.user.create({ data: { name: 'b', email: 'b@example.org', createdAt: instant } });
    const users = await prisma.user.findMany({ where: { createdAt: instant } });
    expect(users.map((user) => user.name).sort()).toEqual(['a', 'b']);
    expect((await query('select 1 from accounts.users where created_at = $1', [instant])).rowCount).toBe(2);
  });

  test('a session written by SQL reads whole through Prisma', async () => {
    const { query, prisma } = database();
    await query(
      `insert into scoring.sessions (project_id, token, account_id, revision, score, detection_ids, mouse_entropy, state)
       values (123, 'token', 1, 1, 42, $1, 0.5, $2)`,
      [[101, 205], '{"events":3}'],
    );
    const session = await prisma.session.findFirstOrThrow({ where: { token: 'token' } });
    expect(session).toMatchObject({
      score: 42,
      detectionIds: [101, 205],
      mouseEntropy: 0.5,
      state: { events: 3 },
      ip: null,
    });
  });

  test('a transaction that throws leaves nothing behind', async () => {
    const { prisma } = database();
    const failing = prisma.$transaction(async (inside) => {
      await inside.user.create({ data: { name: 'ghost', email: 'ghost@example.org' } });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await prisma.user.count({ where: { name: 'ghost' } })).toBe(0);
  });

  test('the first project of an installation is number 123', async () => {
    const { rows } = await database().query('select min(id) as first from accounts.projects');
    expect(rows).toEqual([{ first: 123 }]);
  });
}
