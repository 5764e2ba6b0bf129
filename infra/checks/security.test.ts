import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { paths, root } from './repository.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/security.md');

/** The cells of a section's tables, heads left out. */
function rowsOf(section: string): string[][] {
  const [, text = ''] = page.split(`\n## ${section}\n`);
  const lines = (text.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return lines
    .filter((line, at) => !/^\| *-/.test(line) && !/^\| *-/.test(lines[at + 1] ?? ''))
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

describe('the page on security', () => {
  test('names for every threat a test that exists', () => {
    const rows = rowsOf('Threats');
    const unkept = rows.filter((cells) => {
      const tests = cells[4]?.split(', ') ?? [];
      return tests.some((path) => !path.endsWith('.test.ts') || paths(path).length === 0);
    });
    expect(rows.length).toBeGreaterThan(20);
    expect(unkept).toEqual([]);
  });

  test('has every table, topic and keyspace on its data map', () => {
    const tables = [...read('libs/database/prisma/schema.prisma').matchAll(/@@map\("(\w+)"\)/g)].map(
      ([, name]) => name,
    );
    const keyspaces = [...read('libs/contracts/src/keyspaces.ts').matchAll(/prefix: '(\w)'/g)].map(
      ([, name]) => name,
    );
    const topics = [...read('libs/contracts/src/topics.ts').matchAll(/^ {2}name: '(\w+)'/gm)].map(
      ([, name]) => name,
    );
    const [, map = ''] = page.split('\n## Data map\n');
    const missing = [...tables, ...keyspaces, ...topics].filter(
      (name) => !map.split('\n## ')[0]?.includes(`\`${name}\``),
    );
    expect([tables.length > 10, keyspaces.length, topics.length]).toEqual([true, 3, 2]);
    expect(missing).toEqual([]);
  });
});
