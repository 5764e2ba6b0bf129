import { describe, expect, test } from '@jest/globals';
import { contractions, proven } from './migrations.ts';
import { paths, read } from './repository.ts';

const files = paths('libs/database/prisma/migrations/*/migration.sql');
const nameOf = (path: string) => path.split('/').at(-2) ?? '';

describe('the version before, which runs beside this one during a rollout,', () => {
  test.each(files.filter((path) => !(nameOf(path) in proven)))('bears %s', (path) => {
    expect(contractions(read(path))).toEqual([]);
  });

  test('is spared only by migrations there are', () => {
    expect(Object.keys(proven).filter((name) => !files.map(nameOf).includes(name))).toEqual([]);
  });
});

describe('the check of migrations', () => {
  test.each([
    'DROP TABLE "a"."b";',
    'ALTER TABLE "a"."b" DROP COLUMN "c";',
    'ALTER TABLE "a"."b" RENAME COLUMN "c" TO "d";',
    'ALTER TABLE "a"."b" ALTER COLUMN "c" SET DATA TYPE BIGINT;',
    'ALTER TABLE "a"."b" ALTER COLUMN "c" SET NOT NULL;',
    'ALTER TABLE "a"."b" ADD COLUMN "c" INTEGER NOT NULL;',
    'ALTER TABLE "a"."b" ADD COLUMN "c" INTEGER, ADD COLUMN "d" TEXT NOT NULL;',
    'ALTER TABLE "a"."b" ADD CONSTRAINT "d" CHECK ("c" > 0);',
    'DO $$ BEGIN REVOKE SELECT ON a.b FROM botect_ingest; END $$;',
  ])('reports %s', (statement) => {
    expect(contractions(`-- As it was.\n${statement}`)).toHaveLength(1);
  });

  test.each([
    '-- DROP TABLE "a"."b";',
    'ALTER TABLE "a"."b" ADD COLUMN "c" INTEGER;',
    'ALTER TABLE "a"."b" ADD COLUMN "c" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "d" TEXT;',
    'CREATE TABLE "a"."b" ("c" INTEGER NOT NULL); ALTER TABLE "a"."b" ADD CONSTRAINT "d" CHECK ("c" > 0);',
    'ALTER TABLE "a"."b" ADD CONSTRAINT "d" FOREIGN KEY ("c") REFERENCES "a"."e"("f") ON DELETE CASCADE;',
    'CREATE FUNCTION f() RETURNS INTEGER LANGUAGE sql AS $$ SELECT 1; SELECT 2 $$;',
    'REVOKE ALL ON FUNCTION f FROM PUBLIC;',
  ])('lets pass %s', (statement) => {
    expect(contractions(statement)).toEqual([]);
  });
});
