import { globSync } from 'node:fs';
import { join } from 'node:path';
import {
  eventsRequestSchema,
  legacyKeys,
  payloadVocabulary,
  signalEventSchema,
  windowHead,
  windowVocabulary,
} from '@botect/contracts';
import { syntaxOf } from './syntax.ts';

const sources = join(import.meta.dirname, '../../libs/sdk-browser/src');

/** Where the sources say what they use of a browser, and what a page may use of them. */
const borders = ['browser.ts', 'probes/probe-window.ts', 'probes/sources/*.ts', 'start.ts'];

/** Members of these are the script's own, though a border declares them. */
const ownShapes: ReadonlySet<string> = new Set(['Chance']);

/** Every name that means something outside of the script, and who knows it: under another it would be lost without a sound. */
export function foreignNames(): ReadonlyMap<string, string> {
  const named = (names: Iterable<string>, by: string) => [...names].map((name) => [name, by] as const);
  return new Map([
    ...named(languageNames(), 'the language'),
    ...named(browserNames(), 'the browser, or the page'),
    ...named(wireNames(), 'the wire'),
  ]);
}

/** Throws for the first of these names that is somebody else's, and for those that look like a private one's. */
export function refuseForeign(names: readonly string[], foreign = foreignNames()): void {
  for (const name of names) {
    const owner = foreign.get(name);
    if (owner !== undefined)
      throw new Error(`own-names.ts renames "${name}", a name of ${owner}: choose another`);
  }
  const private_ = [...foreign].find(([name]) => /^_\d+$/.test(name));
  if (private_)
    throw new Error(`"${private_[0]}", a name of ${private_[1]}, would be taken for a private field`);
}

function wireNames(): string[] {
  const aliases = Object.values(legacyKeys).flatMap((keys) => Object.keys(keys));
  const groups = Object.entries(windowVocabulary).flatMap(([group, fields]) => [
    group,
    ...Object.keys(fields),
  ]);
  const events = signalEventSchema.options.flatMap(({ shape }) => Object.keys(shape));
  const batch = Object.keys(eventsRequestSchema.shape);
  return [
    ...batch,
    ...events,
    ...Object.keys(payloadVocabulary),
    ...groups,
    ...Object.keys(windowHead),
    'sketch',
    ...aliases,
  ];
}

/** Members of every interface and object type at the borders. */
function browserNames(): string[] {
  const files = borders.flatMap((pattern) => globSync(pattern, { cwd: sources }));
  return files.flatMap((file) => {
    const { nodes } = syntaxOf(join(sources, file));
    const own = nodes.filter(
      ({ type, id }) => type === 'TsInterfaceDeclaration' && ownShapes.has(`${id?.value}`),
    );
    return nodes
      .filter(({ type }) => type === 'TsPropertySignature' || type === 'TsMethodSignature')
      .filter(
        ({ span }) => !own.some((shape) => shape.span.start <= span.start && span.end <= shape.span.end),
      )
      .map(({ key }) => String(key?.value));
  });
}

/** What the sources use beside the page's window. */
const globals = [
  ...[Array, Uint8Array, Map, Set, WeakMap, Promise, Object, Function, String, Number, RegExp, Date, Error],
  ...[Math, JSON, Intl, Intl.DateTimeFormat, Blob, URL, AbortSignal],
];

function languageNames(): string[] {
  const names = (value: object | undefined) => (value ? Object.getOwnPropertyNames(value) : []);
  return globals.flatMap((value) => [
    ...names(value),
    ...names('prototype' in value ? value.prototype : undefined),
  ]);
}
