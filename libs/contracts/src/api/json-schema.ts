import { z } from 'zod';

/** A schema as JSON Schema 2020-12, for reference documents: what may be sent (`input`) or what comes back (`output`). */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
