import { expect, test } from '@jest/globals';
import { poolConfig } from './pool-config.ts';

const optionsOf = (url: string, role?: 'ingest') => {
  const { connectionString = '' } = poolConfig({ url, role });
  return { connectionString, options: new URL(connectionString).searchParams.get('options') };
};

test('the role is taken while connecting, before any statement can run', () => {
  expect(optionsOf('postgres://host/name', 'ingest').options).toBe('-c TimeZone=UTC -c role=botect_ingest');
});

test("the operator's own options stay, and ours come after them", () => {
  const { options, connectionString } = optionsOf(
    'postgres://host/name?sslmode=require&options=-c%20work_mem%3D8MB',
  );
  expect(options).toBe('-c work_mem=8MB -c TimeZone=UTC');
  expect(connectionString).toContain('sslmode=require');
  expect(connectionString).not.toContain('+');
});

test('a stalled server, that cancels nothing itself, is hung up on', () => {
  const { statement_timeout, query_timeout } = poolConfig({
    url: 'postgres://host/name',
    statementTimeoutMs: 200,
  });
  expect(statement_timeout).toBe(200);
  expect(query_timeout).toBeGreaterThan(200);
});
