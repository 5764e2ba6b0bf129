import { lineCount, withoutComments } from './repository.ts';

const sevenNames = ['adapters', 'config.ts', 'core', 'handlers', 'main.ts', 'ports.ts', 'wiring.ts'];
/** The same name for as many ports as no one file may hold. */
const folderOfPorts = 'ports';
const linesMax = { 'main.ts': 20, 'wiring.ts': 40, 'README.md': 40 };

/** One service as it lies on disk. */
export interface ServiceFolder {
  readonly name: string;
  /** What lies directly in `src`. */
  readonly entries: readonly string[];
  readonly main: string;
  readonly wiring: string;
  readonly readme: string;
}

/** What differs from the shape every service has, one sentence each. */
export function shapeFaults(service: ServiceFolder): string[] {
  const { name, entries, main, wiring, readme } = service;
  const own = entries
    .filter((entry) => !entry.endsWith('.test.ts'))
    .map((entry) => (entry === folderOfPorts ? 'ports.ts' : entry));
  const texts = { 'main.ts': main, 'wiring.ts': wiring, 'README.md': readme };
  const tooLong = Object.entries(linesMax).filter(
    ([file, max]) => lineCount(texts[file as keyof typeof texts]) > max,
  );
  return [
    ...sevenNames.filter((one) => !own.includes(one)).map((one) => `${name} lacks src/${one}`),
    ...own.filter((one) => !sevenNames.includes(one)).map((one) => `${name} has src/${one}`),
    ...own.filter((one, at) => own.indexOf(one) !== at).map((one) => `${name} has src/${one} twice`),
    ...tooLong.map(([file, max]) => `${name}/${file} is longer than ${max} lines`),
    ...(/\bif\b/.test(withoutComments(main)) ? [`${name}/main.ts decides: it holds an if`] : []),
    ...(readme === '' ? [`${name} has no README.md`] : []),
  ];
}
