import type { SchemaFile } from './schemas.ts';

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** As an API server tells it, OpenAPI 3. */
export interface Definition {
  readonly [key: string]: unknown;
  readonly 'x-kubernetes-group-version-kind'?: readonly Kind[];
}

export type Definitions = Readonly<Record<string, Definition>>;

/** For people only, or for the server's own use. */
const omitted = /^(description|default|example|format|title|x-kubernetes-.*)$/;
const reference = '#/components/schemas/';

/** Of all definitions those the kinds need, in JSON Schema, strict. Throws where one is not served. */
export function strictSchemas(version: string, wanted: readonly string[], all: Definitions): SchemaFile {
  const names = Object.entries(all).flatMap(([name, definition]) =>
    (definition['x-kubernetes-group-version-kind'] ?? []).map((kind) => [written(kind), name] as const),
  );
  const byKind = new Map(names);
  const kinds = wanted.map((kind) => {
    const name = byKind.get(kind);
    if (name === undefined) throw new Error(`the cluster knows no ${kind}`);
    return [kind, name] as const;
  });
  const needed = reachable(
    kinds.map(([, name]) => name),
    all,
  );
  const definitions = needed.map((name) => [name, strict(all[name])]);
  return { version, kinds: Object.fromEntries(kinds), definitions: Object.fromEntries(definitions) };
}

function written({ group, version, kind }: Kind): string {
  return `${group === '' ? version : `${group}/${version}`} ${kind}`;
}

function reachable(roots: readonly string[], all: Definitions): string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const [, next = ''] of JSON.stringify(all[name]).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      visit(next);
  };
  for (const root of roots) visit(root);
  return [...found].sort();
}

function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) {
    return typeof schema === 'string' ? schema.replace(reference, '#/definitions/') : schema;
  }
  const given = schema as Definition;
  if (given['x-kubernetes-int-or-string'] || given['format'] === 'int-or-string')
    return { type: ['integer', 'string'] };
  // Patterns of Go that JavaScript cannot read.
  const foreign = (key: string, value: unknown) => key === 'pattern' && String(value).includes('(?i)');
  const kept = Object.entries(given).filter(([key, value]) => !omitted.test(key) && !foreign(key, value));
  const walked = kept.map(([key, value]) => [key, key === 'properties' ? named(value) : strict(value)]);
  const open = given['x-kubernetes-preserve-unknown-fields'] || 'additionalProperties' in given;
  return {
    ...Object.fromEntries(walked),
    ...('properties' in given && !open && { additionalProperties: false }),
  };
}

/** A property may be called `default` or `format`: names are not keywords. */
function named(properties: unknown): unknown {
  const entries = Object.entries(properties as object).map(([name, schema]) => [name, strict(schema)]);
  return Object.fromEntries(entries);
}
