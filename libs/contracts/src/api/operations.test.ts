import { describe, expect, test } from '@jest/globals';
import * as contracts from '../index.ts';
import { allOperations, demoOperations, type Operation } from './index.ts';

/** The demo page is no part of the interface: services do not serve it. */
const apart = ['allOperations', 'demoOperations'];
const tables = Object.entries(contracts)
  .filter(([name]) => name.endsWith('Operations') && !apart.includes(name))
  .map(([name, table]) => [name, Object.values(table as object) as Operation[]] as const);

describe('the table of operations', () => {
  test.each(tables)('holds all of %s', (_, operations) => {
    expect(allOperations).toEqual(expect.arrayContaining(operations));
  });

  test('names each operation and each method of a path once, the demo’s among them', () => {
    const every: readonly Operation[] = [...allOperations, ...Object.values(demoOperations)];
    const names = every.map(({ id }) => id);
    const asked = every.map(({ method, path }) => `${method} ${path}`);
    expect([new Set(names).size, new Set(asked).size]).toEqual([names.length, asked.length]);
  });

  test('every operation that writes for an account needs a permission, or says why any credential will do', () => {
    const free = allOperations.filter(
      ({ credential, permission, method }) =>
        credential === 'account' && method !== 'GET' && permission === undefined,
    );
    expect(free.map(({ id }) => id)).toEqual(['logOut', 'changePassword'].filter((id) => names().has(id)));
  });
});

const names = () => new Set(allOperations.map(({ id }) => id));

describe('an example', () => {
  const withExample = allOperations.flatMap((operation) =>
    operation.example === undefined ? [] : [[operation.id, operation, operation.example] as const],
  );

  test.each(withExample)('of %s is what its schemas say', (_, { body, query, answer }, example) => {
    if (example.body !== undefined) body?.parse(example.body);
    if (example.query !== undefined) query?.parse(example.query);
    if (example.answer !== undefined) answer.schema?.parse(example.answer);
  });

  test('is there for every operation that takes a body', () => {
    const lacking = allOperations.filter(({ body, example }) => body && example?.body === undefined);
    expect(lacking.map(({ id }) => id)).toEqual([]);
  });
});
