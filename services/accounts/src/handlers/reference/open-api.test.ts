import { allOperations } from '@botect/contracts';
import { openApiDocument } from '@botect/http';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];
interface Told {
  readonly schema: JsonSchema;
  readonly example?: unknown;
}
type Content = Readonly<Record<string, Told>>;
interface Described {
  readonly operationId: string;
  readonly parameters: readonly (Told & {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
  })[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

const document = openApiDocument(allOperations, { title: 'T', version: '1', description: 'D' });
const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, Described>>>>;
const all = Object.entries(paths).flatMap(([path, methods]) =>
  Object.values(methods).map((described) => [described.operationId, path, described] as const),
);
/** Documented examples hold ids that have the form of a uuid, and no version of one. */
const readerOf = (schema: JsonSchema) =>
  z.fromJSONSchema(JSON.parse(JSON.stringify(schema).replaceAll('"format":"uuid"', '"title":"uuid"')));
const described = (id: string) => all.find(([operationId]) => operationId === id)?.[2];

describe('the document of the interface', () => {
  test('describes every operation', () => {
    expect(all.map(([id]) => id).sort()).toEqual(allOperations.map(({ id }) => id).sort());
  });

  test.each(all)('%s: what its examples show is what its schemas say', (_, _path, operation) => {
    const contents = [operation.requestBody, ...Object.values(operation.responses)];
    const told = contents.flatMap((one) => Object.values(one?.content ?? {}));
    for (const { schema, example } of [...operation.parameters, ...told])
      if (example !== undefined) readerOf(schema).parse(example);
  });

  test.each(all)(
    '%s %s: every name in the path is a parameter, and must be given',
    (_, path, { parameters }) => {
      const given = parameters
        .filter((one) => one.in === 'path' && one.required)
        .map(({ name }) => `{${name}}`);
      expect(given).toEqual(path.match(/\{\w+\}/g) ?? []);
    },
  );

  test.each([
    ['createRule', true],
    ['acceptEvents', true],
    ['changeRule', false],
    ['getPortalSites', false],
  ])('whether the body of %s must be there: %s', (id, required) => {
    expect(described(id)?.requestBody?.required).toBe(required);
  });

  test('names every form an answer may have', () => {
    const content = described('exportAudit')?.responses['200']?.content ?? {};
    expect(Object.keys(content)).toEqual(['text/csv; charset=utf-8', 'application/x-ndjson']);
  });
});
