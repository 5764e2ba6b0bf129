import { Problem } from '@botect/contracts';
import { expect, test } from '@jest/globals';
import { asProblem } from './connection-faults.ts';

const failure = (message: string, fields: object = {}) => Object.assign(new Error(message), fields);

test.each([
  failure('connect', { code: 'ECONNREFUSED' }),
  failure('read', { code: 'ECONNRESET' }),
  failure('no such socket', { code: 'ENOENT', syscall: 'connect' }),
  Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }),
  failure('terminating connection due to administrator command', { code: '57P01' }),
  failure('the database system is starting up', { code: '57P03' }),
  failure('sorry, too many clients already', { code: '53300' }),
  failure('connection failure', { code: '08006' }),
  failure('canceling statement due to statement timeout', { code: '57014' }),
  failure('cannot execute UPDATE in a read-only transaction', { code: '25006' }),
  failure('Connection terminated unexpectedly'),
  failure('Connection terminated due to connection timeout'),
  failure('timeout exceeded when trying to connect'),
  failure('Query read timeout'),
  failure('Client has encountered a connection error and is not queryable'),
  failure('Cannot use a pool after calling end on the pool'),
  failure('PGlite is closed'),
])('the same statement may succeed later: %s', (error) => {
  expect(asProblem(error)).toBeInstanceOf(Problem);
  expect(asProblem(error)).toMatchObject({ code: 'SERVICE_UNAVAILABLE', cause: error });
});

test.each([
  failure('duplicate key', { code: '23505' }),
  failure('syntax error', { code: '42601' }),
  failure('permission denied', { code: '42501' }),
  failure('password authentication failed', { code: '28P01' }),
  failure('deadlock detected', { code: '40P01' }),
  failure('no such file', { code: 'ENOENT', syscall: 'open' }),
  new TypeError('x is not a function'),
  'text',
  undefined,
  null,
])('the same statement will fail again, or must be judged by its caller: %s', (error) => {
  expect(asProblem(error)).toBe(error);
});
