import { Problem, projectCreateSchema } from '@botect/contracts';
import { describe, expect, test } from '@jest/globals';
import { faultsOf, readJson } from './read-json.ts';
import { requestOf } from './request-of.ts';

const reading = (body: string | object) => () => readJson(requestOf({ body }), projectCreateSchema);

function problemOf(action: () => unknown): Problem {
  try {
    action();
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error('expected a Problem');
}

describe('readJson', () => {
  test('answers what the schema makes of the body', () => {
    expect(reading({ name: 'Shop' })()).toMatchObject({ name: 'Shop' });
  });

  test('names every fault with its path', () => {
    const { code, faults } = problemOf(reading({ name: 7, domains: ['ok.example', 8] }));
    expect(code).toBe('INVALID_PAYLOAD');
    expect(faults.map(({ path }) => path)).toEqual(['name', 'domains[1]']);
  });

  test('takes no body for an empty object', () => {
    expect(problemOf(reading('')).faults.map(({ path }) => path)).toEqual(['name']);
  });

  test.each(['{', '{"name":', 'nonsense', '\u0000', '[1,]', '{"name":NaN}'])(
    'refuses %s as no JSON',
    (body) => {
      expect(problemOf(reading(body))).toMatchObject({ code: 'INVALID_PAYLOAD', faults: [] });
    },
  );

  test.each(['null', '[]', '7', '"text"', '{"__proto__":{"name":"x"}}', '['.repeat(9999) + ']'.repeat(9999)])(
    'refuses the JSON %.40s',
    (body) => {
      expect(problemOf(reading(body)).code).toBe('INVALID_PAYLOAD');
    },
  );

  test('does not repeat the body in its message', () => {
    expect(problemOf(reading('{"private_key": sk_secret')).message).not.toContain('sk_');
  });
});

test('a fault is found at a path a person would write', () => {
  const issue = (...path: PropertyKey[]) => ({ path, message: 'wrong' });
  const issues = [issue('events', 3, 'payload', 'entropy'), issue(), issue(0, 'a')];
  expect(faultsOf({ issues }).map(({ path }) => path)).toEqual(['events[3].payload.entropy', '', '[0].a']);
});
