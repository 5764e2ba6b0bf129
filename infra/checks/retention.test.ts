import * as contracts from '@botect/contracts';
import { expect, test } from '@jest/globals';
import { read } from './repository.ts';

const page = read('docs/operations/privacy.md');
const [, table = ''] = page.split('\n## Retention\n');
const retention = table.split('\n## ')[0] ?? '';

const models = read('libs/database/prisma/schema.prisma').matchAll(/@@map\("(\w+)"\)\s+@@schema\("(\w+)"\)/g);
const tables = [...models].map(([, name, schema]) => `\`${schema}.${name}\``);
const topics = contracts.topics.flatMap(({ name }) => [`\`${name}\``, `\`${name}.dead-letter\``]);
const keyspaces = Object.entries(contracts).flatMap(([name, value]) =>
  name.endsWith('Keyspace') ? [`Redis \`${(value as { prefix: string }).prefix}\``] : [],
);

test.each([...tables, ...topics, ...keyspaces])('%s has a declared retention', (store) => {
  expect(retention).toContain(store);
});

test('tables, topics and keyspaces are found at all', () => {
  expect([tables.length, topics.length, keyspaces.length].every((count) => count >= 3)).toBe(true);
});
