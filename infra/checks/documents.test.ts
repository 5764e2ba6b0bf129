import { describe, expect, test } from '@jest/globals';
import { namedPaths, namedScripts } from './documents.ts';
import { paths, read } from './repository.ts';

const documents = paths('{README,ARCHITECTURE,CONTRIBUTING}.md').concat(
  paths('{services,libs}/*/README.md'),
  paths('docs/**/*.md'),
);
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe('documents tell the truth', () => {
  test('a newcomer finds the three to start with', () => {
    expect(documents).toEqual(expect.arrayContaining(['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md']));
  });

  test('every path they name exists', () => {
    const missing = documents.flatMap((document) =>
      namedPaths(document, read(document))
        .filter((path) => paths(path).length === 0)
        .map((path) => `${document}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  test('every npm script they name exists', () => {
    const unknown = documents.flatMap((document) =>
      namedScripts(read(document)).filter((name) => !(name in scripts)),
    );
    expect(unknown).toEqual([]);
  });

  test('there are fewer than ten scripts to know', () => {
    expect(Object.keys(scripts).length).toBeLessThan(10);
  });
});

describe('the check of documents', () => {
  test.each([
    ['a path in prose', 'See `libs/bus/src/index.ts`.', ['libs/bus/src/index.ts']],
    ['a path in a command', '$ node services/ingest/src/main.ts', ['services/ingest/src/main.ts']],
    ['a placeholder', 'services/<name>/README.md', ['services/*/README.md']],
    ['a link, from where the document is', '[it](../adr/0001.md)', ['docs/adr/0001.md']],
    ['a file at the root', 'edit `biome.json`', ['biome.json']],
    ['no address', 'https://example.org/docs/x and POST /v1/services/x', []],
  ])('finds %s', (_, text, found) => {
    expect(namedPaths('docs/runbooks/x.md', text)).toEqual(found);
  });

  test('finds scripts', () => {
    expect(namedScripts('npm start, npm test -- libs, npm run infra -- up')).toEqual([
      'start',
      'test',
      'infra',
    ]);
  });
});
