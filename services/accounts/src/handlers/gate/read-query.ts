import { checked, type Request, type Schema } from '@botect/http';

/** A schema that knows the names it reads. */
type QuerySchema<Value> = Schema<Value> & { readonly shape: Readonly<Record<string, unknown>> };

/**
 * The query of a request, checked: INVALID_PAYLOAD with its faults when it is not what the schema says. A name without a value
 * counts as not given, which is how forms send it.
 */
export function readQuery<Value>(request: Request, schema: QuerySchema<Value>): Value {
  const given = Object.keys(schema.shape).flatMap((name): [string, string][] => {
    const value = request.query(name);
    return value === null || value === '' ? [] : [[name, value]];
  });
  return checked(schema, Object.fromEntries(given), { message: 'The query is not valid.' });
}
