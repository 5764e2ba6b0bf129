import { z } from 'zod';

/**
 * A schema as JSON Schema, for reference documents: what may be sent (`input`) or what comes back (`output`). OpenAPI 3.1 wants
 * draft 2020-12, AsyncAPI 3.0 draft 7.
 */
export function jsonSchemaOf(
  schema: z.ZodType,
  io: 'input' | 'output',
  target: 'draft-2020-12' | 'draft-7' = 'draft-2020-12',
): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target, unrepresentable: 'any' });
  return rest;
}
