import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { paths, read, root } from './repository.ts';
import { type ServiceFolder, shapeFaults } from './service-shape.ts';

const readIfThere = (path: string) => (existsSync(resolve(root, path)) ? read(path) : '');

function service(name: string): ServiceFolder {
  const folder = `services/${name}`;
  const [main = '', wiring = '', readme = ''] = ['src/main.ts', 'src/wiring.ts', 'README.md'].map((file) =>
    readIfThere(`${folder}/${file}`),
  );
  return { name, entries: readdirSync(resolve(root, folder, 'src')), main, wiring, readme };
}

const wellFormed: ServiceFolder = {
  name: 'sample',
  entries: [
    'adapters',
    'config.ts',
    'core',
    'handlers',
    'main.ts',
    'ports.ts',
    'wiring.ts',
    'wiring.test.ts',
  ],
  main: 'run();\n',
  wiring: '',
  readme: '# sample',
};

describe('every service has the same seven names', () => {
  test.each(paths('services/*/package.json').map((path) => path.split('/')[1] ?? ''))('%s', (name) => {
    expect(shapeFaults(service(name))).toEqual([]);
  });
});

describe('the check of the shape', () => {
  test('accepts the shape', () => {
    expect(shapeFaults(wellFormed)).toEqual([]);
  });

  test('accepts a folder of ports in place of the file', () => {
    const entries = wellFormed.entries.map((entry) => (entry === 'ports.ts' ? 'ports' : entry));
    expect(shapeFaults({ ...wellFormed, entries })).toEqual([]);
  });

  test.each<[string, Partial<ServiceFolder>, string]>([
    ['ports told twice', { entries: [...wellFormed.entries, 'ports'] }, 'sample has src/ports.ts twice'],
    ['an eighth name', { entries: [...wellFormed.entries, 'store.ts'] }, 'sample has src/store.ts'],
    [
      'a missing name',
      { entries: wellFormed.entries.filter((one) => one !== 'core') },
      'sample lacks src/core',
    ],
    ['a deciding main', { main: 'if (fast) run();' }, 'sample/main.ts decides: it holds an if'],
    ['a long main', { main: 'run();\n'.repeat(21) }, 'sample/main.ts is longer than 20 lines'],
    ['a long wiring', { wiring: 'route();\n'.repeat(41) }, 'sample/wiring.ts is longer than 40 lines'],
    ['a missing README', { readme: '' }, 'sample has no README.md'],
  ])('reports %s', (_, difference, fault) => {
    expect(shapeFaults({ ...wellFormed, ...difference })).toEqual([fault]);
  });
});
