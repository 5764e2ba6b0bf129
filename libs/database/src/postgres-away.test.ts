import { Problem } from '@botect/contracts';
import { StartupFault } from '@botect/runtime';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectDatabase } from './connect-database.ts';
import type { Database } from './database.ts';

/** Port 1 is nobody's. */
const url = 'postgres://someone:secret@127.0.0.1:1/botect';
let database: Database;
beforeAll(async () => {
  database = await connectDatabase({ url });
});
afterAll(() => database.close());

test.each([
  ['query', () => database.query('select 1')],
  ['ping', () => database.ping()],
  ['Prisma', () => database.prisma.user.count()],
  ['a raw Prisma query', () => database.prisma.$queryRaw`select 1`],
  ['a Prisma batch', () => database.prisma.$transaction([database.prisma.user.count()])],
  ['a Prisma transaction', () => database.prisma.$transaction((inside) => inside.user.count())],
])(
  'a database that is away does not hinder the start, and is told as SERVICE_UNAVAILABLE with its cause: %s',
  async (_, attempt) => {
    const problem = await attempt().then(
      () => null,
      (error: unknown) => error,
    );
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      retriable: true,
      cause: { message: expect.any(String) },
    });
  },
);

test('a start that has migrations to apply names the server it needs, and no password', async () => {
  const fault = await connectDatabase({ url, migrate: true }).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(StartupFault);
  expect(String(fault)).toContain('127.0.0.1:1');
  expect(String(fault)).not.toContain('secret');
});

test.each(['localhost:5432', 'mysql://someone:secret@host/name', 'not a url'])(
  'a malformed url is a fault of the start: %s',
  async (malformed) => {
    const fault = await Promise.resolve()
      .then(() => connectDatabase({ url: malformed }))
      .catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(StartupFault);
    expect(String(fault)).not.toContain('secret');
  },
);
