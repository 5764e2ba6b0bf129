import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { called, type Manifest } from './manifests.ts';

/** A part of what an API server tells of its objects, made strict: what it does not name is not there. */
export interface SchemaFile {
  /** Of Kubernetes. */
  readonly version: string;
  /** `apps/v1 Deployment` → name of its definition. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly definitions: Readonly<Record<string, object>>;
}

export const schemaPath = join(import.meta.dirname, 'schemas.json');

export function readSchemas(): SchemaFile {
  return JSON.parse(readFileSync(schemaPath, 'utf8'));
}

/** Answers what the API server would refuse for its form, by objects. */
export function schemaCheck({ kinds, definitions }: SchemaFile): (manifest: Manifest) => string[] {
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ $id: 'kubernetes', definitions });
  const compiled = new Map<string, ValidateFunction>();
  const validator = (definition: string) => {
    const known = compiled.get(definition) ?? ajv.compile({ $ref: `kubernetes#/definitions/${definition}` });
    compiled.set(definition, known);
    return known;
  };
  return (manifest) => {
    const definition = kinds[kindOf(manifest)];
    if (definition === undefined) return [`${called(manifest)}: no schema of ${kindOf(manifest)}`];
    const validate = validator(definition);
    if (validate(manifest)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const { additionalProperty } = params as { additionalProperty?: string };
      return `${called(manifest)}${instancePath}: ${additionalProperty ?? ''} ${message}`;
    });
  };
}

export function kindOf({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return `${apiVersion} ${kind}`;
}
