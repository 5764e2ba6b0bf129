import { randomUUID } from 'node:crypto';
import type { TallyRecord } from '@botect/contracts';
import type { Database } from '@botect/database';
import { describe, expect, test } from '@jest/globals';
import { buildAccount } from './account-builder.fixture.ts';
import { postgresApplicableRules } from './applicable-rules.postgres.ts';
import { prismaRecordTally } from './record-tally.prisma.ts';

const ten = Date.UTC(2026, 5, 14, 10);
const unknown = 2_000_000_000;

export function recordTallyContract(database: () => Database): void {
  const record = (tally: TallyRecord) => prismaRecordTally(database().prisma)(tally);
  const tallyOf = (source: string, sequence: number, counts: Partial<TallyRecord> = {}): TallyRecord => ({
    v: 1,
    source,
    sequence,
    from: ten,
    to: ten + 5_000,
    keys: [],
    verdicts: [],
    rules: [],
    ...counts,
  });
  const subject = async () => {
    const { accountId, projectId } = await buildAccount(database());
    const { prisma } = database();
    const rule = { accountId, projectId, name: 'r', expressionSource: 's', expression: {}, action: 'log' };
    const { id: ruleId } = await prisma.rule.create({ data: rule });
    const { id: keyId } = await prisma.key.findFirstOrThrow({ where: { accountId } });
    const counts = (verdicts: number, usedAtMs = ten): Partial<TallyRecord> => ({
      keys: [[keyId, usedAtMs]],
      verdicts: [[projectId, ten, 'definite', 'block', verdicts]],
      rules: [[ruleId, ten, verdicts]],
    });
    const kept = async () => {
      const hour = new Date(ten);
      const verdicts = await prisma.verdictHour.findMany({ where: { projectId, hour } });
      const rules = await prisma.ruleHour.findMany({ where: { ruleId, hour } });
      const key = await prisma.key.findUniqueOrThrow({ where: { id: keyId } });
      return {
        verdicts: verdicts.map((row) => Number(row.verdicts)),
        matches: rules.map((row) => Number(row.matches)),
        usedAtMs: key.lastUsedAt?.getTime(),
      };
    };
    return { source: randomUUID(), projectId, counts, kept };
  };

  describe('a record of counts', () => {
    test('adds to what is there', async () => {
      const { source, counts, kept } = await subject();
      expect(await record(tallyOf(source, 1, counts(3)))).toBe(true);
      expect(await record(tallyOf(source, 2, counts(4, ten + 9)))).toBe(true);
      expect(await kept()).toEqual({ verdicts: [7], matches: [7], usedAtMs: ten + 9 });
    });

    test('counts once however often it comes, and not behind a later one of its source', async () => {
      const { source, counts, kept } = await subject();
      for (const sequence of [1, 1, 3, 2, 3]) await record(tallyOf(source, sequence, counts(10 ** sequence)));
      expect((await kept()).verdicts).toEqual([1_010]);
      expect(await record(tallyOf(source, 3))).toBe(false);
    });

    test('counts twice when two processes counted', async () => {
      const { source, counts, kept } = await subject();
      await record(tallyOf(source, 1, counts(3)));
      await record(tallyOf(randomUUID(), 1, counts(4)));
      expect((await kept()).matches).toEqual([7]);
    });

    test('a key was last used when it was, whichever record comes last', async () => {
      const { source, counts, kept } = await subject();
      await record(tallyOf(source, 1, counts(1, ten + 9)));
      await record(tallyOf(randomUUID(), 1, counts(1, ten)));
      expect((await kept()).usedAtMs).toBe(ten + 9);
    });

    test('a time within an hour belongs to that hour, and what is named twice counts twice', async () => {
      const { source, projectId, kept } = await subject();
      const times = [ten, ten + 1, ten + 3_599_999];
      const verdicts = times.map((ms): TallyRecord['verdicts'][number] => [
        projectId,
        ms,
        'verified',
        'allow',
        2,
      ]);
      await record(tallyOf(source, 1, { verdicts }));
      expect((await kept()).verdicts).toEqual([6]);
    });

    test('ids nobody knows count nowhere, and hold nothing else up', async () => {
      const { source, counts, kept } = await subject();
      const { keys = [], verdicts = [], rules = [] } = counts(5);
      const ghosts = tallyOf(source, 1, {
        keys: [[randomUUID(), ten], ...keys],
        verdicts: [
          [unknown, ten, 'definite', 'allow', 1],
          [2 ** 40, ten, 'definite', 'allow', 1],
          ...verdicts,
        ],
        rules: [[unknown, ten, 1], [-1, ten, 1], ...rules],
      });
      expect(await record(ghosts)).toBe(true);
      expect(await kept()).toMatchObject({ verdicts: [5], matches: [5], usedAtMs: ten });
      expect(await database().prisma.verdictHour.count({ where: { projectId: unknown } })).toBe(0);
    });

    test('many at once, of several sources, all count', async () => {
      const subjects = await Promise.all([subject(), subject(), subject()]);
      const all = subjects.map(({ counts }) => counts(1));
      const shuffled = (turn: number): Partial<TallyRecord> => {
        const turned = [...all.slice(turn), ...all.slice(0, turn)];
        return {
          keys: turned.flatMap(({ keys = [] }) => keys),
          verdicts: turned.flatMap(({ verdicts = [] }) => verdicts),
          rules: turned.flatMap(({ rules = [] }) => rules),
        };
      };
      const twelve = Array.from({ length: 12 }, (_, index) => tallyOf(randomUUID(), 1, shuffled(index % 3)));
      await Promise.all(twelve.map(record));
      for (const { kept } of subjects) expect(await kept()).toMatchObject({ verdicts: [12], matches: [12] });
    });

    test('what fails halfway counts nothing, and can come again', async () => {
      const { source, counts, kept } = await subject();
      const broken = { ...tallyOf(source, 1, counts(1)), keys: [['no uuid', ten]] as [string, number][] };
      await expect(record(broken)).rejects.toThrow();
      expect((await kept()).verdicts).toEqual([]);
      expect(await record(tallyOf(source, 1, counts(1)))).toBe(true);
    });
  });

  describe('applicable rules', () => {
    test('are the active ones of the project and its account, in order', async () => {
      const [own, other] = [await buildAccount(database()), await buildAccount(database())];
      const rule = (name: string, sortOrder: number, over: object = {}) => ({
        accountId: own.accountId,
        projectId: own.projectId,
        name,
        sortOrder,
        expressionSource: 'score < 30',
        expression: { name },
        action: 'block',
        ...over,
      });
      const foreign = { accountId: other.accountId, projectId: other.projectId };
      const data = [
        rule('last', 2),
        rule('first', 0, { projectId: null, isShadow: true }),
        rule('second', 1, { expiresAt: new Date(ten) }),
        rule('third', 1),
        rule('off', 0, { isActive: false }),
        rule('foreign', 0, foreign),
        rule('of a foreign account', 0, { ...foreign, projectId: null }),
      ];
      for (const one of data) await database().prisma.rule.create({ data: one });
      const rules = await postgresApplicableRules(database())(own.accountId, own.projectId);
      expect(rules.map(({ name }) => name)).toEqual(['first', 'second', 'third', 'last']);
      expect(rules.map(({ isShadow }) => isShadow)).toEqual([true, false, false, false]);
      expect(rules[1]).toMatchObject({ expression: { name: 'second' }, action: 'block', expiresAtMs: ten });
      expect(rules[2]?.expiresAtMs).toBeNull();
    });
  });
}
